package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A step of dynamic evaluation (Krause, Kahembwe, Murray and Renals, arXiv 1709.07432, section 4):
 * of parameters p that are p0 in the stored model, a gradient g, a rate r and a decay d
 *
 * <pre>
 * p = p + d (p0 - p) - r g                                   by stochastic gradient descent
 * p = p + min(1, d s / mean(s)) (p0 - p) - r g / (s + e)     by the sizes s of gradients
 * </pre>
 *
 * where s is the root of the mean square that a parameter's gradient has on training data, and e
 * 0.001, as in the authors' program.
 */
public final class DynamicStep {
  private static final float EPSILON = 1e-3f;

  private DynamicStep() {}

  /**
   * Takes a step by stochastic gradient descent.
   *
   * @param parameters updated
   * @param gradient of them; is left as it is, like the stored parameters
   */
  public static void plain(
      FloatPointer parameters,
      FloatPointer gradient,
      FloatPointer stored,
      long length,
      float rate,
      float decay) {
    VectorPieces.of(
        length,
        (pieces, size) -> plain(pieces[0], pieces[1], pieces[2], size, rate, decay),
        new FloatPointer[] {parameters, gradient, stored},
        1);
  }

  /**
   * Takes a step by the sizes of gradients.
   *
   * @param gradientFactor that the gradient is multiplied by before
   * @param sizes of gradients, one for each parameter
   * @param decay over the mean of the sizes
   */
  public static void sized(
      FloatPointer parameters,
      FloatPointer gradient,
      float gradientFactor,
      FloatPointer stored,
      FloatPointer sizes,
      long length,
      float decay) {
    VectorPieces.of(
        length,
        (pieces, size) ->
            sized(pieces[0], pieces[1], gradientFactor, pieces[2], pieces[3], size, decay),
        new FloatPointer[] {parameters, gradient, stored, sizes},
        1);
  }

  private static void plain(float[] p, float[] g, float[] p0, int length, float rate, float decay) {
    for (int i = 0; i < length; i++) {
      p[i] += decay * (p0[i] - p[i]) - rate * g[i];
    }
  }

  private static void sized(
      float[] p, float[] g, float factor, float[] p0, float[] s, int length, float decay) {
    for (int i = 0; i < length; i++) {
      p[i] += Math.min(1, decay * s[i]) * (p0[i] - p[i]) - factor * g[i] / (s[i] + EPSILON);
    }
  }
}
