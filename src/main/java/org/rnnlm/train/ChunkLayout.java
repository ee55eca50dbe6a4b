package org.rnnlm.train;

import java.io.Serializable;

/**
 * In which chunks the values of each worker go to where the mean is taken: stretches, and behind
 * them the parts of the rows of an embedding that it trained.
 *
 * @param values in all stretches
 * @param size of a stretch; the last one may be shorter
 * @param rowParts into how many parts rows are dealt; 0 where none wait
 */
record ChunkLayout(int values, int size, int rowParts) implements Serializable {

  /**
   * Returns that of so many workers.
   *
   * @param values that each gives back, beside rows
   * @param rowValues that each gives back of rows at most
   */
  static ChunkLayout of(int workers, int values, long rowValues) {
    int size = WorkerChunk.size(workers);
    return new ChunkLayout(values, size, Math.toIntExact((rowValues + size - 1) / size));
  }

  /** Returns how many stretches there are. */
  private int stretches() {
    return Math.toIntExact(((long) values + size - 1) / size);
  }

  int chunks() {
    return stretches() + rowParts;
  }

  /** Returns a copy of one of a worker's chunks. */
  WorkerChunk chunk(WorkerChunk whole, int index) {
    return index < stretches()
        ? whole.part(index * size, size)
        : whole.rowsOf(index - stretches(), rowParts);
  }

  /** Returns whether a chunk is of rows. */
  boolean isOfRows(int index) {
    return index >= stretches();
  }
}
