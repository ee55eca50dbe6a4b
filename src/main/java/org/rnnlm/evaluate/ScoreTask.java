package org.rnnlm.evaluate;

import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.SentNetwork;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;

/**
 * What scoring a split needs to know.
 *
 * @param sent the network
 * @param vocabularySize number of token ids
 * @param data location of the shard set
 * @param sequences which sequences it holds
 * @param content the split
 * @param classes names of the set's classes or tags, in the order of their ids
 * @param lanes sequences read side by side
 * @param hadoop how to reach the data
 */
record ScoreTask(
    SentNetwork sent,
    int vocabularySize,
    String data,
    SequenceSpec sequences,
    SplitContent content,
    List<String> classes,
    int lanes,
    SerializableConfiguration hadoop)
    implements Serializable {

  /** Sequences of a lane of a stream, and batches of any block. */
  static final int LANE = 32;

  private static final int MOST_LANES = 16;
  private static final int WHOLE_SEQUENCES = 32;

  static ScoreTask of(
      JavaSparkContext spark,
      MultiLayerNetwork network,
      KernelSpec kernels,
      ShardSet data,
      Split split) {
    SplitContent content = data.split(split);
    if (content.records() == 0) {
      throw new IllegalArgumentException(
          "split '" + split.key() + "' of " + data.folder() + " has no sequences");
    }
    return new ScoreTask(
        SentNetwork.of(network, kernels),
        data.vocabulary().size(),
        data.folder().uri(),
        data.manifest().sequences(),
        content,
        data.manifest().classes(),
        readWhole(network, data) ? WHOLE_SEQUENCES : lanes(data),
        new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  private static boolean readWhole(MultiLayerNetwork network, ShardSet data) {
    return Head.of(network, data.manifest().mode()) != Head.EVERY_STEP;
  }

  /** As many lanes as keep the softmax over all steps of a sequence within 64 MiB, 16 at most. */
  private static int lanes(ShardSet data) {
    long softmax = (long) data.manifest().length() * data.vocabulary().size();
    return (int) Math.max(1, Math.min(MOST_LANES, (1L << 24) / softmax));
  }

  /** Returns the network, to be released by who asked for it. */
  MultiLayerNetwork network() {
    return sent.network();
  }

  /** Returns the first sequences of all blocks. */
  List<Long> starts() {
    return starts(Long.MAX_VALUE);
  }

  /**
   * Returns the first sequences of blocks spread evenly over the split.
   *
   * @param most about how many sequences there may be in them
   */
  List<Long> starts(long most) {
    long block = block();
    long all = (content.records() + block - 1) / block;
    long blocks = most == Long.MAX_VALUE ? all : Math.min(all, (most + block - 1) / block);
    return LongStream.range(0, blocks).map(i -> i * all / blocks * block).boxed().toList();
  }

  /** Sequences that are scored together; the last block of a split may have fewer. */
  long block() {
    return (long) lanes * LANE;
  }
}
