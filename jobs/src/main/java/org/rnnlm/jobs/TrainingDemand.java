package org.rnnlm.jobs;

import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.jobs.specs.TrainingSpecs;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Reads;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.text.Text;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.RoundBytes;
import org.rnnlm.train.TrainingSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** What training, and scoring, ask of a cluster's memory. */
final class TrainingDemand {
  /** Sequences that are scored side by side. */
  private static final int LANES = 32;

  /** Steps that texts of a table are read in at a time, and more than classifiers mostly read. */
  private static final int ROW_STEPS = 128;

  /** Heap that a task's rows take, with their results and what is not written yet. */
  private static final long ROW_BYTES = 256 << 20;

  private static final int SPECIALS = 4;

  /** The parts of a shard set that memory depends on. */
  private record Data(int vocabularySize, Reads reads, long shardBytes, long shardTokens) {

    int length() {
      return reads.length();
    }

    /** Returns what is read of data, and where they have none of it what is assumed. */
    private static Reads reads(ShardManifest manifest) {
      Reads assumed = Reads.assumed(manifest.length());
      return new Reads(
          manifest.length(),
          Cut.END,
          manifest.classes().isEmpty() ? assumed.classes() : manifest.classes(),
          manifest.characters().isEmpty() ? assumed.characters() : manifest.characters());
    }

    static Data of(ShardManifest manifest) {
      long bytes = 0;
      long tokens = 0;
      for (SplitContent split : manifest.splits().values()) {
        for (Shard shard : split.shards()) {
          bytes = Math.max(bytes, shard.file().bytes());
          tokens = Math.max(tokens, shard.records() * (manifest.length() + 1L));
        }
      }
      return new Data(manifest.vocabularySize(), reads(manifest), bytes, tokens);
    }

    static Data expectedFrom(Settings settings) {
      long tokens = settings.longInteger("prepare.shard-tokens", 1, Long.MAX_VALUE);
      return new Data(
          settings.integer("prepare.vocabulary-size", 1, Integer.MAX_VALUE - SPECIALS) + SPECIALS,
          Reads.assumed(settings.integer("prepare.length", 1, Integer.MAX_VALUE)),
          tokens * Integer.BYTES,
          tokens);
    }
  }

  private TrainingDemand() {}

  /**
   * Returns what a training by these settings asks of a cluster.
   *
   * @throws DataException if there is no such data, and the settings do not say how large its
   *     vocabulary will be
   */
  static Demand of(String location, Settings settings, Configuration hadoop) {
    Data data = data(location, settings, hadoop);
    TrainingSpec training = TrainingSpecs.of(settings);
    ModelSpec model = ModelSpecs.of(settings).on(data.reads());
    MemoryEstimate worker =
        MemoryEstimate.of(model, training, data.vocabularySize(), data.length());
    return demand(training.workers(), worker, data)
        .keeping(training.compute().keptNetworkBytes())
        .moving(
            RoundBytes.of(
                model, worker.parameters(), training, data.vocabularySize(), data.length()),
            training.compute().driverMeanBytes());
  }

  private static Data data(String location, Settings settings, Configuration hadoop) {
    try {
      return Data.of(ShardSet.open(location, hadoop).manifest());
    } catch (DataException | UncheckedIOException e) {
      if (settings.integer("prepare.vocabulary-size", 0, Integer.MAX_VALUE) == 0) {
        throw e;
      }
      System.err.print(
          Text.format(
              "memory is planned by prepare.vocabulary-size and length, not by the data: %s%n",
              e.getMessage()));
      return Data.expectedFrom(settings);
    }
  }

  /** Returns what scoring a split asks of a cluster, by as many tasks as there are cores. */
  static Demand ofScoring(TrainingState state, String location, Configuration hadoop) {
    Data data = Data.of(ShardSet.open(location, hadoop).manifest());
    MemoryEstimate worker =
        MemoryEstimate.of(
            state.model(), ComputeSpec.AUTO, data.vocabularySize(), LANES, data.length());
    return demand(0, worker, data);
  }

  /** Returns what a table's rows ask of a cluster, by as many tasks as there are cores. */
  static Demand ofRows(TrainingState state, Vocabulary vocabulary) {
    MemoryEstimate worker =
        MemoryEstimate.of(state.model(), ComputeSpec.AUTO, vocabulary.size(), LANES, ROW_STEPS);
    return Demand.of(0, worker, ROW_BYTES, 0);
  }

  private static Demand demand(int workers, MemoryEstimate worker, Data data) {
    return Demand.of(workers, worker, data.shardBytes(), data.shardTokens());
  }
}
