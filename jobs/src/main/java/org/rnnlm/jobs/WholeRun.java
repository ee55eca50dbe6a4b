package org.rnnlm.jobs;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.Ancestor;
import org.rnnlm.train.ResumePoint;
import org.rnnlm.train.RunClaim;
import org.rnnlm.train.Sitting;
import org.rnnlm.train.TrainingMonitor;
import org.rnnlm.train.TrainingRun;
import org.rnnlm.vectors.PretrainedVectors;

/**
 * A run from its first round to its last that is begun, or goes on where it stands, without anybody
 * saying which.
 *
 * @param setup what it is to be
 * @param shards that it trains
 * @param ancestor whose weights it begins with, if any
 * @param kernels that it computes with as others do; empty where it measures its own
 */
record WholeRun(
    RunSetup setup, ShardSet shards, Optional<Ancestor> ancestor, Optional<KernelPlan> kernels) {

  /**
   * Makes it of settings.
   *
   * @throws SettingsException if one of them is wrong
   * @throws DataException if the model cannot be trained on the shards
   */
  static WholeRun of(SettingsLayers given, ShardSet shards, Configuration hadoop) {
    StartVectors.check(given.settings(), hadoop);
    Optional<Ancestor> ancestor = Ancestors.of(given.settings(), hadoop);
    SettingsLayers layers = Ancestors.shaped(given, ancestor);
    RunSetup asked = RunSetup.of(layers.settings());
    return new WholeRun(
        asked.on(shards, DataSettings.on(shards, layers)), shards, ancestor, Optional.empty());
  }

  /** Returns this run, computed in certain forms if it is yet to begin. */
  WholeRun computing(KernelPlan plan) {
    return new WholeRun(setup, shards, ancestor, Optional.of(plan));
  }

  /**
   * Looks whether a run that was begun in a folder is this one.
   *
   * @throws DataException if it is another
   */
  void requireSame(Folder place, Configuration hadoop) {
    if (!RunFolder.isFresh(place)) {
      begun(place, hadoop);
    }
  }

  /**
   * Returns where the run stands by its newest whole checkpoint, if it has come that far.
   *
   * @param place the run's folder
   * @param passedOver is told of each newer checkpoint that is damaged
   * @throws DataException if the folder holds another run, or one of other data
   */
  Optional<TrainingState> stands(Folder place, Consumer<String> passedOver, Configuration hadoop) {
    if (RunFolder.isFresh(place)) {
      return Optional.empty();
    }
    Optional<TrainingState> newest =
        begun(place, hadoop).checkpoints().newestWhole(WholeRun::state, passedOver);
    newest.ifPresent(state -> TrainingRun.requireOfData(state, shards, place));
    return newest;
  }

  private static TrainingState state(Checkpoint checkpoint) {
    checkpoint.proveBut(Set.of(Checkpoint.STATE)); // which is proved as it is read
    return checkpoint.state(TrainingState.class);
  }

  /**
   * Trains it to its end.
   *
   * @param place the run's folder, which is new, or holds the run as far as it came
   * @param shown makes what is told how it goes
   * @param training trains a sitting, which goes on from a checkpoint if there is one
   * @param told is told why the claim to the folder takes long
   * @throws DataException if the folder holds another run, or another driver trains this one
   */
  Sitting.End in(
      Folder place,
      JavaSparkContext spark,
      Function<RunFolder, TrainingMonitor> shown,
      BiFunction<Optional<Folder>, Supplier<Sitting>, Sitting.End> training,
      Consumer<String> told) {
    Configuration hadoop = spark.hadoopConfiguration();
    String settings = setup.settings().render();
    try (RunClaim claim = RunClaim.take(place, told)) {
      boolean begun = !RunFolder.isFresh(place);
      Optional<PretrainedVectors> vectors =
          begun ? Optional.empty() : StartVectors.of(shards, setup, hadoop);
      RunFolder folder =
          begun
              ? begun(place, hadoop)
              : RunFolder.create(
                  place.uri(),
                  settings,
                  vectors.map(PretrainedVectors::coverage),
                  Ancestors.lineage(ancestor, setup, shards),
                  hadoop);
      TrainingMonitor monitor = shown.apply(folder);
      Optional<ResumePoint> point =
          begun ? ResumePoint.newest(folder, monitor::warned) : Optional.empty();
      if (point.isEmpty() && folder.kernels().isEmpty()) {
        kernels.filter(plan -> !plan.empty()).ifPresent(folder::write);
      }
      Optional<Ancestor> again =
          point.isEmpty() ? Ancestors.again(folder, hadoop) : Optional.empty();
      Optional<PretrainedVectors> from =
          begun && point.isEmpty() ? StartVectors.again(folder, shards, setup, hadoop) : vectors;
      TrainingRun weights =
          Ancestors.from(again, setup, setup.run(spark, shards, folder, monitor).under(claim));
      TrainingRun run = from.map(weights::from).orElse(weights);
      return training.apply(
          point.map(ResumePoint::folder), () -> begun ? run.goOn(point, settings) : run.begin());
    }
  }

  private RunFolder begun(Folder place, Configuration hadoop) {
    RunFolder folder = RunFolder.open(place.uri(), hadoop);
    TrainSettings.requireSame(folder, setup.settings());
    return folder;
  }
}
