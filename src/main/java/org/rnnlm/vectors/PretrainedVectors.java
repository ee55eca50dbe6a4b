package org.rnnlm.vectors;

import java.util.BitSet;

/** Vectors for the tokens of a vocabulary, or for some of them. Immutable. */
public final class PretrainedVectors {
  private final int vocabularySize;
  private final float[] values; // [vocabulary, width]
  private final BitSet covered;
  private final VectorCoverage coverage;

  PretrainedVectors(int vocabularySize, float[] values, BitSet covered, VectorCoverage coverage) {
    this.vocabularySize = vocabularySize;
    this.values = values;
    this.covered = covered;
    this.coverage = coverage;
  }

  public int vocabularySize() {
    return vocabularySize;
  }

  public boolean covers(int id) {
    return covered.get(id);
  }

  /** Returns the vector of a token that has one. */
  public float[] vector(int id) {
    int width = coverage.width();
    float[] vector = new float[width];
    System.arraycopy(values, id * width, vector, 0, width);
    return vector;
  }

  public VectorCoverage coverage() {
    return coverage;
  }
}
