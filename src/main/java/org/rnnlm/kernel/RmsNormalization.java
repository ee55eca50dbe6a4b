package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Root mean square normalization (Zhang and Sennrich, arXiv 1910.07467, equation 4) of the rows of
 * a batch of sequences: y = g ⊙ x / sqrt(mean(x²) + 1e-5), with a gain g a column. Belongs to one
 * thread; {@link #backward} follows the {@link #forward} whose gradients it computes.
 */
public final class RmsNormalization {
  /** Added to the mean of the squares, so that rows of zeros stay zeros. */
  private static final float LEAST = 1e-5f;

  /** Sums are taken side by side, for none to wait for the one before. */
  private static final int LANES = 8;

  private final int steps;
  private final int batch;
  private final int width;
  private final float[] factors; // [steps * batch], 1 / sqrt(mean(x²) + 1e-5)
  private final float[] gains; // [width]
  private final float[] ofGains; // gradients of them
  private final float[] row;
  private final float[] other;
  private final float[] scaled;

  public RmsNormalization(int steps, int batch, int width) {
    this.steps = steps;
    this.batch = batch;
    this.width = width;
    this.factors = new float[Math.multiplyExact(steps, batch)];
    this.gains = new float[width];
    this.ofGains = new float[width];
    this.row = new float[width];
    this.other = new float[width];
    this.scaled = new float[width];
  }

  private FloatBuffer step(FloatPointer of, int step) {
    long values = (long) batch * width;
    return new FloatPointer(of.getPointer(step * values)).capacity(values).asBuffer();
  }

  /**
   * Normalizes.
   *
   * @param input [steps, batch, width]
   * @param gain [width]
   * @param output receives as much as there is of the input
   */
  public void forward(FloatPointer input, FloatPointer gain, FloatPointer output) {
    gain.get(gains, 0, width);
    for (int step = 0; step < steps; step++) {
      FloatBuffer from = step(input, step);
      FloatBuffer into = step(output, step);
      for (int sequence = 0; sequence < batch; sequence++) {
        from.get(sequence * width, row, 0, width);
        float factor = factor(row);
        factors[step * batch + sequence] = factor;
        for (int i = 0; i < width; i++) {
          scaled[i] = row[i] * factor * gains[i];
        }
        into.put(sequence * width, scaled, 0, width);
      }
    }
  }

  private float factor(float[] values) {
    return (float) (1 / Math.sqrt(product(values, values) / width + LEAST));
  }

  /** Returns the sum of products. */
  private static float product(float[] a, float[] b) {
    float[] sums = new float[LANES];
    int whole = a.length / LANES * LANES;
    for (int i = 0; i < whole; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += a[i + lane] * b[i + lane];
      }
    }
    float sum = 0;
    for (int i = whole; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    for (float part : sums) {
      sum += part;
    }
    return sum;
  }

  /**
   * Computes the gradients.
   *
   * @param input that of the forward pass
   * @param gain that of the forward pass
   * @param ofOutput gradient of the output
   * @param ofInput what the gradient of the input is added to
   * @param ofGain receives the gradient of the gain
   */
  public void backward(
      FloatPointer input,
      FloatPointer gain,
      FloatPointer ofOutput,
      FloatPointer ofInput,
      FloatPointer ofGain) {
    gain.get(gains, 0, width);
    Arrays.fill(ofGains, 0);
    for (int step = 0; step < steps; step++) {
      FloatBuffer from = step(input, step);
      FloatBuffer gradients = step(ofOutput, step);
      FloatBuffer into = step(ofInput, step);
      for (int sequence = 0; sequence < batch; sequence++) {
        from.get(sequence * width, row, 0, width);
        gradients.get(sequence * width, other, 0, width);
        backward(factors[step * batch + sequence]);
        into.get(sequence * width, row, 0, width);
        SteppedLoops.add(row, scaled, width);
        into.put(sequence * width, row, 0, width);
      }
    }
    ofGain.put(ofGains, 0, width);
  }

  /** Makes the gradient of the row at hand from that of its normalized form. */
  private void backward(float factor) {
    for (int i = 0; i < width; i++) {
      ofGains[i] += other[i] * row[i] * factor;
    }
    SteppedLoops.multiply(other, gains, width);
    float along = product(other, row) * factor * factor / width;
    for (int i = 0; i < width; i++) {
      scaled[i] = factor * (other[i] - along * row[i]);
    }
  }
}
