package org.rnnlm.ml;

import org.apache.spark.sql.SparkSession;

/** A session of a test, in this process; a class has one at a time. */
final class LocalSession {
  private LocalSession() {}

  /** Returns a session on two cores, without Spark's pages. */
  static SparkSession open() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("ml")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }
}
