package org.rnnlm.train;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.ActivationPenalty;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;

/**
 * What the workers of an epoch need to know beside the parameters.
 *
 * @param configuration the network's, as DL4J's JSON
 * @param kernels that it is computed with
 * @param batches what a worker trains in one step
 * @param vocabularySize number of token ids
 * @param clipping of the gradient
 * @param frozen layers that are left as they are
 * @param classWeights of a classifier
 * @param penalty of a language model's activations
 * @param data location of the shard set
 * @param sequences which sequences it holds
 * @param training its training split
 * @param shards what the workers of a process have of it in memory
 * @param plan who trains what
 * @param seed of the run
 * @param hadoop how to reach the data
 */
record RoundTask(
    String configuration,
    KernelSpec kernels,
    BatchSpec batches,
    int vocabularySize,
    Clipping clipping,
    FrozenLayers frozen,
    ClassWeights classWeights,
    ActivationPenalty penalty,
    String data,
    SequenceSpec sequences,
    SplitContent training,
    RecentShards shards,
    BatchPlan plan,
    long seed,
    SerializableConfiguration hadoop)
    implements Serializable {

  /** Returns the task of an epoch's workers. */
  static RoundTask of(
      ShardSet data,
      TrainingSpec training,
      BatchPlan plan,
      MultiLayerNetwork network,
      JavaSparkContext spark) {
    return new RoundTask(
        network.getLayerWiseConfigurations().toJson(),
        training.compute().kernels(),
        training.batches(),
        data.vocabulary().size(),
        training.clipping(),
        training.frozen(),
        training.classWeights(),
        training.penalty(),
        data.folder().uri(),
        data.manifest().sequences(),
        data.split(Split.TRAIN),
        new RecentShards(training.compute().cachedTokens()),
        plan,
        training.seed(),
        new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  /** Returns how the workers' batches are padded. */
  Padding padding() {
    return Padding.of(sequences, batches.window());
  }
}
