package org.rnnlm.train;

import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.rnnlm.shard.ShardSet;

/** Makes {@link Dl4jAveraging}. It is public since {@code ServiceLoader} makes it by its name. */
public final class Dl4jBaseline implements Baseline {
  @Override
  public boolean isThere() {
    try {
      return RDDTrainingApproach.values().length > 0;
    } catch (NoClassDefFoundError e) {
      return false;
    }
  }

  @Override
  public EpochTrainer trainer(JavaSparkContext spark, ShardSet data, TrainingSpec training) {
    return new Dl4jAveraging(spark, data, training);
  }
}
