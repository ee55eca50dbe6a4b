package org.rnnlm.prep.steps;

/**
 * A plan says how a corpus is dealt out: to tasks that read its slices, and to partitions, in which
 * its documents are put in order. Each task writes a block for each partition, and each step behind
 * them that groups something writes one of each partition for each; so both are bounded by the
 * square root of what a core can keep account of, and grow beyond their usual sizes instead. Long
 * text files that are read in portions have partitions of their own, at most as many again ({@link
 * PlacePartitioner#ofTexts}).
 *
 * @param tasks that read, several slices one after the other where there are many
 * @param partitions of the documents in their order
 */
record ReadPlan(int tasks, int partitions) {
  /** Blocks of a shuffle for each core; more of them are small files' price without their use. */
  static final long BLOCKS_OF_A_CORE = 30_000;

  private static final long PARTITION_BYTES = 4 << 20;

  /**
   * @param bytes of the inputs, as they are stored
   * @param slices that can be read beside each other
   */
  static ReadPlan of(long bytes, int slices, int cores) {
    int most = (int) Math.max(2L * cores, Math.sqrt((double) BLOCKS_OF_A_CORE * cores));
    return new ReadPlan(
        Math.max(1, Math.min(slices, most)),
        (int) Math.max(2L * cores, Math.min(bytes / PARTITION_BYTES, most)));
  }

  /** Returns how many blocks the documents' first shuffle has. */
  long blocks() {
    return (long) tasks * partitions;
  }
}
