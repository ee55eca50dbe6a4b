package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A step of RMSprop (Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning",
 * 2012), as PyTorch's {@code RMSprop} takes it, not centred: of a gradient g, a mean square s with
 * decay b, a rate r, and with momentum m a velocity v
 *
 * <pre>
 * s = b s + (1 - b) g^2
 * step = r g / (sqrt(s) + epsilon)                      without momentum
 * v = m v + g / (sqrt(s) + epsilon),  step = r v        with it
 * </pre>
 */
public final class RmsProp {
  private RmsProp() {}

  /**
   * Takes a step without momentum.
   *
   * @param gradient becomes what is to be subtracted from the parameters
   * @param square the mean square, updated
   */
  public static void step(
      FloatPointer gradient,
      FloatPointer square,
      long length,
      float decay,
      float rate,
      float epsilon) {
    VectorPieces.of(
        length,
        (pieces, size) -> step(pieces[0], pieces[1], size, decay, rate, epsilon),
        gradient,
        square);
  }

  /**
   * Takes a step with momentum.
   *
   * @param gradient becomes what is to be subtracted from the parameters
   * @param square the mean square, updated
   * @param velocity updated
   */
  public static void step(
      FloatPointer gradient,
      FloatPointer square,
      FloatPointer velocity,
      long length,
      float decay,
      float momentum,
      float rate,
      float epsilon) {
    VectorPieces.of(
        length,
        (pieces, size) -> {
          step(pieces[0], pieces[1], size, decay, 1, epsilon);
          gather(pieces[0], pieces[2], size, momentum, rate);
        },
        gradient,
        square,
        velocity);
  }

  private static void step(
      float[] g, float[] s, int length, float decay, float rate, float epsilon) {
    for (int i = 0; i < length; i++) {
      float square = decay * s[i] + (1 - decay) * g[i] * g[i];
      s[i] = square;
      g[i] = rate * g[i] / ((float) Math.sqrt(square) + epsilon);
    }
  }

  private static void gather(float[] g, float[] v, int length, float momentum, float rate) {
    for (int i = 0; i < length; i++) {
      float velocity = momentum * v[i] + g[i];
      v[i] = velocity;
      g[i] = rate * velocity;
    }
  }
}
