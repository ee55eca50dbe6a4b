package org.rnnlm.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.job.JobDescription;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.translate.TargetWriter;

/**
 * How many of a split's targets an encoder and decoder writes exactly as they are.
 *
 * @param matched targets written token by token as they are, END included
 * @param pairs of the split
 * @param misses the first few of the others
 */
public record ExactMatches(long matched, long pairs, List<Miss> misses) {
  private static final int SHOWN = 5;

  public ExactMatches {
    misses = List.copyOf(misses);
  }

  /** A target that was written otherwise, as token ids. */
  public record Miss(int[] source, int[] target, int[] written) implements Serializable {}

  /** Share of the targets that were matched. */
  public double accuracy() {
    return (double) matched / pairs;
  }

  /**
   * Decodes a split as a Spark job; what is decoded together is the same on every cluster.
   *
   * @param beam how targets are searched for; how long they may be follows from the split's own
   */
  public static ExactMatches count(
      JavaSparkContext spark,
      MultiLayerNetwork network,
      KernelSpec kernels,
      ShardSet data,
      Split split,
      BeamSpec beam) {
    ScoreTask task = ScoreTask.of(spark, network, kernels, data, split);
    List<Long> starts = task.starts();
    JobDescription told = JobDescription.begin(spark, "evaluate", "decode " + split.key());
    Broadcast<ScoreTask> broadcast = spark.broadcast(task);
    try {
      List<Decoded> blocks =
          spark
              .parallelize(starts, Math.min(starts.size(), spark.defaultParallelism() * 4))
              .mapPartitions(new Decode(broadcast, beam))
              .collect()
              .stream()
              .sorted(Comparator.comparingLong(Decoded::start))
              .toList();
      return new ExactMatches(
          blocks.stream().mapToLong(Decoded::matched).sum(),
          data.split(split).records(),
          blocks.stream().flatMap(block -> block.misses().stream()).limit(SHOWN).toList());
    } finally {
      broadcast.destroy();
      told.close();
    }
  }

  /** What became of the block that begins with a sequence. */
  private record Decoded(long start, long matched, ArrayList<Miss> misses)
      implements Serializable {}

  /** Decodes blocks of pairs, each given by its first one. */
  private record Decode(Broadcast<ScoreTask> broadcast, BeamSpec beam)
      implements FlatMapFunction<Iterator<Long>, Decoded> {

    @Override
    public Iterator<Decoded> call(Iterator<Long> starts) {
      ScoreTask task = broadcast.value();
      Block.Source source = new Block.Source(task);
      MultiLayerNetwork network = task.network();
      TargetWriter writer = new TargetWriter(network);
      List<Decoded> blocks = new ArrayList<>();
      try {
        while (starts.hasNext()) {
          Block block = source.block(starts.next());
          blocks.add(decode(writer, block.start(), block.sequences()));
        }
      } finally {
        Networks.release(network);
      }
      return blocks.iterator();
    }

    private Decoded decode(TargetWriter writer, long start, List<TokenSequence> pairs) {
      int longest = pairs.stream().mapToInt(PairSequences::targets).max().orElseThrow();
      // one token more than any target has, so that none matches by being cut
      BeamSpec search = new BeamSpec(beam.width(), beam.lengthPenalty(), longest);
      List<Hypothesis> written =
          writer.write(pairs.stream().map(PairSequences::sourceTokens).toList(), search);
      long matched = 0;
      ArrayList<Miss> misses = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        int[] target = PairSequences.targetTokens(pairs.get(i));
        int[] tokens = written.get(i).tokens();
        if (Arrays.equals(target, tokens)) {
          matched++;
        } else if (misses.size() < SHOWN) {
          misses.add(new Miss(PairSequences.sourceTokens(pairs.get(i)), target, tokens));
        }
      }
      return new Decoded(start, matched, misses);
    }
  }
}
