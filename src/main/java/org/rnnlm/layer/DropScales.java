package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Vectors;

/**
 * Factors that drop a share of values, and scale up what is kept so that its mean stays (inverted
 * dropout): 0 or 1 / kept. They follow from one number of ND4J's generator.
 */
final class DropScales {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private float[] scales = {};
  private int length;

  /** Draws so many anew, by SplitMix64 (Steele et al., OOPSLA 2014), four a number. */
  void draw(double kept, int count) {
    length = count;
    if (scales.length < count) {
      scales = new float[count];
    }
    int threshold = (int) Math.round(kept * (1 << 16));
    float scale = (float) (1 / kept);
    long state = Nd4j.getRandom().nextLong();
    for (int i = 0; i < count; i += 4) {
      state += GOLDEN;
      long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      z ^= z >>> 31;
      for (int j = i; j < Math.min(i + 4, count); j++) {
        scales[j] = (z & 0xFFFF) < threshold ? scale : 0;
        z >>>= 16;
      }
    }
  }

  float at(int index) {
    return scales[index];
  }

  /** Multiplies so many values, a multiple of what was drawn: every stretch by the same factors. */
  void multiply(FloatPointer values, long count) {
    for (long from = 0; from < count; from += length) {
      Vectors.multiply(values.getPointer(from), scales, length);
    }
  }
}
