package org.rnnlm.train;

import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.shard.ShardSet;

/**
 * DL4J's own averaging, where it can be had. DL4J's module for Spark was made for Spark 3, so that
 * a build for Spark 4 leaves out the one class that implements this; and programs that use rnnlm as
 * a library need not have that module.
 */
interface Baseline {
  /** Whether DL4J's module for Spark is on the class path. */
  boolean isThere();

  /** Returns a trainer of epochs that averages by it. */
  EpochTrainer trainer(JavaSparkContext spark, ShardSet data, TrainingSpec training);

  /** Returns the baseline, if it is there. */
  static Optional<Baseline> find() {
    return ServiceLoader.load(Baseline.class, Baseline.class.getClassLoader())
        .findFirst()
        .filter(Baseline::isThere);
  }
}
