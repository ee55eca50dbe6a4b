package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A step of Adam (Kingma and Ba, arXiv 1412.6980, algorithm 1 in the order of the end of its
 * section 2): of a gradient g, moments m and v with decays b1 and b2, and a rate r at step t
 *
 * <pre>
 * m = b1 m + (1 - b1) g
 * v = b2 v + (1 - b2) g^2
 * step = r sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon)
 * </pre>
 */
public final class AdamStep {
  private AdamStep() {}

  /**
   * Takes a step; both moments and the update in one go through memory.
   *
   * @param gradient becomes what is to be subtracted from the parameters
   * @param first moments, updated
   * @param second moments, updated
   * @param rate with the bias corrections in it
   */
  public static void step(
      FloatPointer gradient,
      FloatPointer first,
      FloatPointer second,
      long length,
      float beta1,
      float beta2,
      float rate,
      float epsilon) {
    VectorPieces.of(
        length,
        (pieces, size) -> step(pieces[0], pieces[1], pieces[2], size, beta1, beta2, rate, epsilon),
        gradient,
        first,
        second);
  }

  /**
   * Takes a step and applies it: both moments and the parameters in one go through memory.
   *
   * @param parameters updated
   * @param gradient is left as it is
   * @param factor that the gradient is multiplied by before
   * @param first moments, updated
   * @param second moments, updated
   * @param rate with the bias corrections in it
   */
  public static void descend(
      FloatPointer parameters,
      FloatPointer gradient,
      float factor,
      FloatPointer first,
      FloatPointer second,
      long length,
      float beta1,
      float beta2,
      float rate,
      float epsilon) {
    VectorPieces.of(
        length,
        (pieces, size) ->
            descend(
                pieces[0], pieces[3], factor, pieces[1], pieces[2], size, beta1, beta2, rate,
                epsilon),
        new FloatPointer[] {parameters, first, second, gradient},
        3);
  }

  /** Takes a step of a piece, of whose gradient nothing is left. */
  static void descend(
      float[] parameters,
      float[] gradient,
      float factor,
      float[] first,
      float[] second,
      int length,
      float beta1,
      float beta2,
      float rate,
      float epsilon) {
    multiply(gradient, factor, length);
    step(gradient, first, second, length, beta1, beta2, rate, epsilon);
    subtract(parameters, gradient, length);
  }

  private static void multiply(float[] values, float factor, int length) {
    for (int i = 0; i < length; i++) {
      values[i] *= factor;
    }
  }

  private static void subtract(float[] from, float[] values, int length) {
    for (int i = 0; i < length; i++) {
      from[i] -= values[i];
    }
  }

  private static void step(
      float[] g,
      float[] m,
      float[] v,
      int length,
      float beta1,
      float beta2,
      float rate,
      float epsilon) {
    for (int i = 0; i < length; i++) {
      float first = beta1 * m[i] + (1 - beta1) * g[i];
      float second = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
      m[i] = first;
      v[i] = second;
      g[i] = rate * first / ((float) Math.sqrt(second) + epsilon);
    }
  }
}
