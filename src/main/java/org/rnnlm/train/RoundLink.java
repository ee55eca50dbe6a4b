package org.rnnlm.train;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A link is how a round's start comes from the driver to its workers, and what they became back to
 * the driver. Travels with every task.
 */
interface RoundLink extends Serializable, AutoCloseable {

  /** Returns one by the shortest way there is: within the driver's process on local masters. */
  static RoundLink of(JavaSparkContext spark, RoundStart start) {
    return spark.isLocal() ? ProcessLink.of(start) : new BroadcastLink(spark.broadcast(start));
  }

  /** Returns what the round starts from, to be left as it is. */
  RoundStart start();

  /** Returns what a task hands to Spark for its end; who calls it leaves the chunk as it is. */
  WorkerEnd end(WorkerChunk chunk);

  /** Ends the round, on the driver: no task of it is needed any more. */
  @Override
  void close();
}
