package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A step of stochastic gradient descent with momentum, as PyTorch's {@code SGD} takes it: of a
 * gradient g, a velocity v, a momentum m and a rate r
 *
 * <pre>
 * v = m v + g
 * step = r v              classical (Polyak 1964)
 * step = r (g + m v)      Nesterov's (Sutskever et al., ICML 2013, in the variables of its section 3.1's end)
 * </pre>
 *
 * The rate is not part of the velocity, so that a schedule changes the next step as a whole.
 */
public final class GradientDescent {
  private GradientDescent() {}

  /** Multiplies the gradient by the rate: a step without momentum. */
  public static void plain(FloatPointer gradient, long length, float rate) {
    Vectors.scale(gradient, length, rate);
  }

  /**
   * @param gradient becomes what is to be subtracted from the parameters
   * @param velocity updated
   */
  public static void classical(
      FloatPointer gradient, FloatPointer velocity, long length, float momentum, float rate) {
    VectorPieces.of(
        length,
        (pieces, size) -> classical(pieces[0], pieces[1], size, momentum, rate),
        gradient,
        velocity);
  }

  /**
   * @param gradient becomes what is to be subtracted from the parameters
   * @param velocity updated
   */
  public static void nesterov(
      FloatPointer gradient, FloatPointer velocity, long length, float momentum, float rate) {
    VectorPieces.of(
        length,
        (pieces, size) -> nesterov(pieces[0], pieces[1], size, momentum, rate),
        gradient,
        velocity);
  }

  private static void classical(float[] g, float[] v, int length, float momentum, float rate) {
    for (int i = 0; i < length; i++) {
      float velocity = momentum * v[i] + g[i];
      v[i] = velocity;
      g[i] = rate * velocity;
    }
  }

  private static void nesterov(float[] g, float[] v, int length, float momentum, float rate) {
    for (int i = 0; i < length; i++) {
      float velocity = momentum * v[i] + g[i];
      v[i] = velocity;
      g[i] = rate * (g[i] + momentum * velocity);
    }
  }
}
