package org.rnnlm.train;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;

/**
 * What the workers of an epoch need to know beside the parameters.
 *
 * @param replica what they train
 * @param data location of the shard set
 * @param training its training split
 * @param shards what the workers of a process have of it in memory
 * @param plan who trains what
 * @param seed of the run
 * @param hadoop how to reach the data
 */
record RoundTask(
    ReplicaSpec replica,
    String data,
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
      ReplicaKeeping keeping,
      JavaSparkContext spark) {
    ReplicaSpec replica =
        new ReplicaSpec(
            network.getLayerWiseConfigurations().toJson(),
            training.compute().kernels(),
            training.batches(),
            data.vocabulary().size(),
            training.clipping(),
            training.frozen(),
            training.classWeights(),
            training.penalty(),
            data.manifest().sequences(),
            keeping);
    return new RoundTask(
        replica,
        data.folder().uri(),
        data.split(Split.TRAIN),
        new RecentShards(training.compute().cachedTokens()),
        plan,
        training.seed(),
        new SerializableConfiguration(spark.hadoopConfiguration()));
  }
}
