package org.rnnlm.train;

import java.io.Serializable;

/**
 * A worker's end is what its task gives Spark: what the worker became, or where the driver finds
 * it.
 */
interface WorkerEnd extends Serializable {
  /** Returns what the worker became; to be asked once, by the driver, within the round. */
  WorkerChunk chunk();
}
