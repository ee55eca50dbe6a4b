package org.rnnlm.train.outer;

/**
 * How a worker sends what it has learnt in a round: its values as they are, or how far each of its
 * parameters went from where the round began, in so many bits. What rounding leaves of a parameter
 * is its worker's, who adds it to the next round's (error feedback: Seide et al., Interspeech 2014;
 * Karimireddy et al., arXiv 1901.09847), so that nothing is lost but is late. Four bits do for
 * rounds of many steps (Streaming DiLoCo: Douillard et al., arXiv 2501.18512; SparseLoCo: Sarfi et
 * al., arXiv 2508.15706).
 */
public enum RoundDeltas {
  /** Parameters themselves, and the optimizer's state where that is averaged. */
  NONE(Float.SIZE, 0, 0),
  F32(Float.SIZE, 0, 0),
  /** Rounded to bfloat16, to nearest and ties to even. */
  BF16(16, 0, 0),
  /** Whole multiples from -127 to 127 of a scale for each 256 parameters. */
  INT8(8, 256, 127),
  /** Whole multiples from -7 to 7 of a scale for each 64 parameters. */
  INT4(4, 64, 7);

  private final int bits;
  private final int block;
  private final int most;

  /**
   * @param bits of a value
   * @param block values that have a scale in common, the largest of them divided by {@code most}; 0
   *     without scales
   * @param most steps of the scale
   */
  RoundDeltas(int bits, int block, int most) {
    this.bits = bits;
    this.block = block;
    this.most = most;
  }

  /** Returns whether workers send how far they went. */
  public boolean areSent() {
    return this != NONE;
  }

  /** Returns whether rounding leaves something for the next round. */
  public boolean leaveResidue() {
    return bits < Float.SIZE;
  }

  /** Returns the bits of a value. */
  public int bits() {
    return bits;
  }

  /** Returns how many values have a scale in common; 0 where there are no scales. */
  public int block() {
    return block;
  }

  /** Returns how many scales so many values have. */
  public int scales(int values) {
    return block == 0 ? 0 : (values + block - 1) / block;
  }

  /** Returns how many steps of its scale a value is at most. */
  public int most() {
    return most;
  }

  /** Returns how many bytes so many values are on their way. */
  public long bytes(long values) {
    long scales = block == 0 ? 0 : (values + block - 1) / block;
    return (values * bits + Byte.SIZE - 1) / Byte.SIZE + scales * Float.BYTES;
  }
}
