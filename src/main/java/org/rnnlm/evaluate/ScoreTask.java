package org.rnnlm.evaluate;

import org.rnnlm.shard.ShardSet;
import org.rnnlm.model.Networks;
import org.nd4j.linalg.factory.Nd4j;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.apache.spark.api.java.JavaSparkContext;
import java.util.stream.LongStream;
import java.util.List;
import java.io.Serializable;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.SplitContent;

/**
 * What scoring a split needs to know.
 *
 * @param configuration the network's, as DL4J's JSON
 * @param parameters in DL4J's flattened order. Not copied
 * @param kernels that it is computed with
 * @param vocabularySize number of token ids
 * @param data location of the shard set
 * @param sequences which sequences it holds
 * @param content the split
 * @param lanes sequences read side by side
 * @param hadoop how to reach the data
 */
record ScoreTask(
    String configuration,
    float[] parameters,
    KernelSpec kernels,
    int vocabularySize,
    String data,
    SequenceSpec sequences,
    SplitContent content,
    int lanes,
    SerializableConfiguration hadoop)
    implements Serializable {

  /** Sequences of a lane of a stream, and batches of any block. */
  static final int LANE = 32;

  /** Of a network as it is. */
  static ScoreTask of(
      JavaSparkContext spark,
      MultiLayerNetwork network,
      KernelSpec kernels,
      ShardSet data,
      SplitContent content,
      int lanes) {
    return new ScoreTask(
        network.getLayerWiseConfigurations().toJson(),
        network.params().dup().data().asFloat(),
        kernels,
        data.vocabulary().size(),
        data.folder().uri(),
        data.manifest().sequences(),
        content,
        lanes,
        new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  /** A network of the task's own, which the caller releases. */
  MultiLayerNetwork network() {
    MultiLayerNetwork network = Networks.of(configuration, kernels, 0);
    network.setParams(Nd4j.createFromArray(parameters).reshape(1, parameters.length));
    return network;
  }

  /** Where the blocks of the split begin. */
  List<Long> starts() {
    return LongStream.range(0, (content.records() + block() - 1) / block())
        .map(i -> i * block())
        .boxed()
        .toList();
  }

  /** Sequences that are scored together; the last block of a split may have fewer. */
  long block() {
    return (long) lanes * LANE;
  }
}
