package org.rnnlm.train;

import org.apache.spark.api.java.JavaRDDLike;

/** Files that the executors wrote for others to fetch in a round. */
final class RoundShuffle {
  private RoundShuffle() {}

  /**
   * Has all executors delete the files behind a collected RDD, without waiting for them. Spark by
   * itself keeps them until the driver's garbage collector comes upon the RDD, which may be
   * hundreds of rounds later; each round writes K times the parameters and Adam's state.
   */
  static void delete(JavaRDDLike<?, ?> collected) {
    collected.rdd().cleanShuffleDependencies(false);
  }
}
