package org.rnnlm.train;

import java.io.Serializable;
import org.rnnlm.run.WorkerReport;

/**
 * A stretch of one worker's values after a round. Every chunk carries the worker's report, which
 * weighs it.
 */
record WorkerChunk(WorkerReport report, Floats floats) implements Serializable {
  /** Values in a full chunk: 4 MiB of them. */
  static final int SIZE = 1 << 20;

  /**
   * @param values not copied
   */
  WorkerChunk(WorkerReport report, float[] values) {
    this(report, new Floats(values));
  }

  float[] values() {
    return floats.array();
  }
}
