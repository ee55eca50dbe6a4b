package org.rnnlm.train;

import org.rnnlm.run.WorkerReport;

/**
 * A stretch of one worker's values after a round, and the rows that it trained of an embedding
 * whose rows wait. Every chunk carries the worker's report, which weighs it.
 */
record WorkerChunk(WorkerReport report, SentValues sent, TouchedRows rows) implements WorkerEnd {
  /** Values in a full chunk at most: close to 4 MiB of them. */
  private static final int MOST = 1 << 20;

  /**
   * By how many values a chunk is less than a power of two, so that with what Java adds to an array
   * it is no more: its collector G1 gives large arrays whole regions, whose sizes are powers of
   * two, and an array that is a little larger than two of them takes three.
   */
  private static final int FOR_JAVA = 256;

  /** What the chunks of all workers for one mean, which one core holds at a time, take at most. */
  private static final int VALUES_A_CORE = 8 * MOST;

  private static final int LEAST = 1 << 12;

  /** Returns how many values a full chunk has, where there are so many workers. */
  static int size(int workers) {
    int share = Integer.highestOneBit(Math.max(1, VALUES_A_CORE / workers));
    return Math.max(LEAST, Math.min(MOST, share)) - FOR_JAVA;
  }

  /** Makes one where no rows wait. */
  WorkerChunk(WorkerReport report, SentValues sent) {
    this(report, sent, TouchedRows.NONE);
  }

  /**
   * @param values not copied
   */
  WorkerChunk(WorkerReport report, float[] values) {
    this(report, new Floats(values));
  }

  float[] values() {
    return sent.values();
  }

  @Override
  public WorkerChunk chunk() {
    return this;
  }

  /** Returns a copy of some values, fewer where they end. */
  WorkerChunk part(int from, int size) {
    return new WorkerChunk(report, sent.part(from, size));
  }

  /** Returns a copy of one of so many parts of the rows. */
  WorkerChunk rowsOf(int part, int parts) {
    return new WorkerChunk(report, new Floats(new float[0]), rows.part(part, parts));
  }
}
