package org.rnnlm.kernel;

import java.util.Arrays;

/**
 * Steps of {@link AdamStep} in which some parameters have no gradient, and which are taken later,
 * one after the other: to the same bits, since the rate of each step is kept.
 *
 * <p>Without a gradient moments shrink, the first ones faster. Once no parameter of a row would
 * change any more, at most a hundred or two hundred steps after its last gradient, only the moments
 * go on; and these stay as they are at last, where rounding leaves nothing to take away.
 */
final class WaitingSteps {
  /** After so many steps it is seen again whether the parameters still change. */
  private static final int STRETCH = 16;

  /** After so many it is seen whether moments still do. */
  private static final int LOOK = 64;

  /** Squares up to it count as nothing: their roots are nothing beside any epsilon that is. */
  private static final float TINY_SQUARE = 1e-30f;

  /** From it on it does not matter how the roots of the smallest squares are rounded. */
  static final float LEAST_EPSILON = 1e-12f;

  private final float beta1;
  private final float beta2;
  private final float epsilon;
  private float[] rates = new float[64];
  private int count;
  private float largest;
  private float[] most = {}; // of each parameter's steps

  /**
   * @param beta1 decay of first moments
   * @param beta2 decay of second moments
   * @param epsilon at least {@link #LEAST_EPSILON}
   */
  WaitingSteps(float beta1, float beta2, float epsilon) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  /** Forgets all steps. */
  void clear() {
    count = 0;
    largest = 0;
  }

  /** Adds a step, with the bias corrections in its rate. */
  void add(float rate) {
    if (count == rates.length) {
      rates = Arrays.copyOf(rates, 2 * count);
    }
    rates[count++] = rate;
    largest = Math.max(largest, Math.abs(rate));
  }

  /** Returns the rates of the steps from one on. */
  float[] rates(int from) {
    return Arrays.copyOfRange(rates, from, count);
  }

  /** Returns how many steps there are. */
  int count() {
    return count;
  }

  /** Returns whether moments are such that steps change neither them nor any parameter. */
  static boolean isAtRest(float[] first, float[] second, int length) {
    for (int i = 0; i < length; i++) {
      if ((Float.floatToRawIntBits(first[i]) | Float.floatToRawIntBits(second[i])) != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes the steps from one on, of parameters that had no gradient in any of them.
   *
   * @param from index of the first step that they have not taken
   */
  void take(int from, float[] parameters, float[] first, float[] second, int length) {
    int step = from;
    while (step < count) {
      if (areSettled(count - step, parameters, first, second, length)) {
        fade(count - step, first, beta1, length);
        fade(count - step, second, beta2, length);
        return;
      }
      int end = Math.min(count, step + STRETCH);
      for (; step < end; step++) {
        take(rates[step], parameters, first, second, length);
      }
    }
  }

  /** Does what {@link AdamStep} does of gradients that are 0. */
  private void take(float rate, float[] p, float[] m, float[] v, int length) {
    float none1 = (1 - beta1) * 0f;
    float none2 = (1 - beta2) * 0f * 0f;
    for (int i = 0; i < length; i++) {
      float first = beta1 * m[i] + none1;
      float second = beta2 * v[i] + none2;
      m[i] = first;
      v[i] = second;
      p[i] -= rate * first / ((float) Math.sqrt(second) + epsilon);
    }
  }

  /**
   * Returns whether none of the next steps changes any parameter: not if a step changed none that
   * were twice as large as the largest of them could be, with the largest rate, the first moments
   * of now and the second ones of the end.
   */
  private boolean areSettled(int steps, float[] p, float[] m, float[] v, int length) {
    float shrunk = (float) (0.99 * Math.pow(beta2, 0.5 * steps)); // the roots of second moments
    float twice = 2 * largest;
    if (most.length < length) {
      most = new float[length];
    }
    float[] bounds = most;
    for (int i = 0; i < length; i++) {
      float root = (float) Math.sqrt(Math.max(0, v[i] - TINY_SQUARE)) * shrunk;
      bounds[i] = twice * Math.abs(m[i]) / (root + epsilon) + Float.MIN_VALUE; // so that 0 changes
    }
    for (int i = 0; i < length; i++) {
      if (p[i] - bounds[i] != p[i] || p[i] + bounds[i] != p[i]) {
        return false;
      }
    }
    return true;
  }

  /** Multiplies by a decay so many times, or until that changes nothing any more. */
  private static void fade(int steps, float[] values, float decay, int length) {
    for (int step = 0; step < steps; step++) {
      if (step % LOOK == LOOK - 1 && isFaded(values, decay, length)) {
        return;
      }
      for (int i = 0; i < length; i++) {
        values[i] = decay * values[i] + 0f;
      }
    }
  }

  private static boolean isFaded(float[] values, float decay, int length) {
    for (int i = 0; i < length; i++) {
      float next = decay * values[i] + 0f;
      if (Float.floatToRawIntBits(next) != Float.floatToRawIntBits(values[i])) {
        return false;
      }
    }
    return true;
  }
}
