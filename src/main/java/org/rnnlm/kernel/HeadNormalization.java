package org.rnnlm.kernel;

/**
 * The normalization of what each head of a layer gives: less its mean, over the root of its
 * variance, times a gain of each unit, as group normalization (Wu and He, arXiv 1803.08494) with a
 * group a head. Gains are told less one, so that they start from 0. It works in arrays of
 * [sequences, units], of one group of sequences after the other.
 */
final class HeadNormalization {
  private static final float EPSILON = 1e-5f;

  /** So many sums run side by side, which the compiler turns into vector instructions. */
  private static final int LANES = 16;

  private final int headSize;
  private final float[] normalized; // [sequences, units]
  private final float[] scaled;
  private final float[] lanes = new float[LANES];
  private float[] gains = {};

  /**
   * @param most values that come at a time
   * @param headSize units of a head
   */
  HeadNormalization(int most, int headSize) {
    this.headSize = headSize;
    this.normalized = new float[most];
    this.scaled = new float[most];
  }

  /**
   * Takes the gains of the pass that follows.
   *
   * @param lessOne of each unit of all sequences
   */
  void begin(float[] lessOne) {
    gains = lessOne;
    for (int i = 0; i < gains.length; i++) {
      gains[i] += 1;
    }
  }

  /** Returns what values become, in an array that the next call overwrites. */
  float[] of(float[] values, int length) {
    for (int from = 0; from < length; from += headSize) {
      normalize(values, from);
    }
    SteppedLoops.product(normalized, gains, scaled, length);
    return scaled;
  }

  /** Normalizes a head, and returns what its values are multiplied by for that. */
  private float normalize(float[] values, int from) {
    float mean = sum(values, from) / headSize;
    for (int i = from; i < from + headSize; i++) {
      normalized[i] = values[i] - mean;
    }
    float inverse = (float) (1 / Math.sqrt(dot(normalized, normalized, from) / headSize + EPSILON));
    for (int i = from; i < from + headSize; i++) {
      normalized[i] *= inverse;
    }
    return inverse;
  }

  /**
   * Turns gradients of what {@link #of} gives into those of the values.
   *
   * @param values as they were given
   * @return gradients of the gains, a value of each, in an array that the next call overwrites
   */
  float[] backward(float[] values, float[] gradient, int length) {
    for (int from = 0; from < length; from += headSize) {
      float inverse = normalize(values, from);
      for (int i = from; i < from + headSize; i++) {
        scaled[i] = gradient[i] * normalized[i];
        gradient[i] *= gains[i];
      }
      float mean = sum(gradient, from) / headSize;
      float slope = dot(gradient, normalized, from) / headSize;
      for (int i = from; i < from + headSize; i++) {
        gradient[i] = inverse * (gradient[i] - mean - slope * normalized[i]);
      }
    }
    return scaled;
  }

  private float sum(float[] values, int from) {
    clear();
    int at = from;
    for (; at + LANES <= from + headSize; at += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += values[at + lane];
      }
    }
    float sum = sumOfLanes();
    for (; at < from + headSize; at++) {
      sum += values[at];
    }
    return sum;
  }

  private float dot(float[] a, float[] b, int from) {
    clear();
    int at = from;
    for (; at + LANES <= from + headSize; at += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += a[at + lane] * b[at + lane];
      }
    }
    float sum = sumOfLanes();
    for (; at < from + headSize; at++) {
      sum += a[at] * b[at];
    }
    return sum;
  }

  private void clear() {
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] = 0;
    }
  }

  private float sumOfLanes() {
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }
}
