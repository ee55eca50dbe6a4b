package org.rnnlm.prep.steps;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** How pieces of work are dealt to tasks: each has its own, until there are very many of them. */
public final class Tasks {
  private static final int MOST = 1_024;
  private static final int OF_A_CORE = 4;

  private Tasks() {}

  /** Returns pieces of work in a partition each, or several of them, since a task has its price. */
  public static <T> JavaRDD<T> of(JavaSparkContext spark, List<T> pieces) {
    return spark.parallelize(pieces, count(pieces.size(), spark.defaultParallelism()));
  }

  static int count(int pieces, int cores) {
    return Math.max(1, Math.min(pieces, Math.max(MOST, OF_A_CORE * cores)));
  }
}
