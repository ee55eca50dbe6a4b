package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Two dense layers, one after the other, at each step by itself: y = a(x U + u) D + d, with a(s) =
 * s σ(1.702 s), the Gaussian error linear unit in its logistic form (Hendrycks and Gimpel, arXiv
 * 1606.08415, section 2). All steps are the rows of one product, in single precision. Belongs to
 * one thread and is closed by who made it; {@link #backward} follows the {@link #forward} whose
 * gradients it computes.
 */
public final class FeedForward implements AutoCloseable {
  private static final float STEEPNESS = 1.702f;

  private final Resources resources = new Resources();
  private final int rows;
  private final int width;
  private final int inner;
  private final PlainProduct product;
  private final FloatPointer sums; // [rows, inner], later their gradients
  private final FloatPointer activated; // [rows, inner]
  private final float[] gates;

  /**
   * @param rows steps of all sequences
   * @param width of what comes and goes
   * @param inner width between the two layers
   * @param product what multiplies
   */
  FeedForward(int rows, int width, int inner, PlainProduct product) {
    this.rows = rows;
    this.width = width;
    this.inner = inner;
    this.product = product;
    this.sums = Steps.allocate(resources, (long) rows * inner);
    this.activated = Steps.allocate(resources, (long) rows * inner);
    this.gates = new float[VectorPieces.LENGTH];
  }

  /**
   * Computes.
   *
   * @param input [rows, width]
   * @param output what the result is added to
   */
  public void forward(FeedForwardParameters parameters, FloatPointer input, FloatPointer output) {
    resources.checkOpen();
    for (long row = 0; row < rows; row++) {
      FloatPointer at = sums.getPointer(row * inner);
      Pointer.memcpy(at, parameters.upBias(), (long) inner * Float.BYTES);
    }
    product.multiply(false, true, rows, inner, width, input, parameters.up(), 1, sums);
    VectorPieces.of((long) rows * inner, this::activate, new FloatPointer[] {activated, sums}, 1);
    addBias(parameters.downBias(), output);
    product.multiply(false, true, rows, width, inner, activated, parameters.down(), 1, output);
  }

  private void activate(float[][] pieces, int length) {
    float[] into = pieces[0];
    float[] of = pieces[1];
    gates(of, length);
    SteppedLoops.product(of, gates, into, length);
  }

  private void gates(float[] sums, int length) {
    for (int i = 0; i < length; i++) {
      gates[i] = STEEPNESS * sums[i];
    }
    SteppedLoops.sigmoid(gates, length);
  }

  private void addBias(FloatPointer bias, FloatPointer output) {
    for (long row = 0; row < rows; row++) {
      Vectors.add(output.getPointer(row * width), 1, bias, width);
    }
  }

  /**
   * Computes the gradients.
   *
   * @param input that of the forward pass
   * @param ofOutput gradient of the output
   * @param ofInput receives that of the input
   * @param gradients receive those of the parameters
   */
  public void backward(
      FeedForwardParameters parameters,
      FloatPointer input,
      FloatPointer ofOutput,
      FloatPointer ofInput,
      FeedForwardParameters gradients) {
    resources.checkOpen();
    product.multiply(true, false, width, inner, rows, ofOutput, activated, 0, gradients.down());
    sumRows(ofOutput, width, gradients.downBias());
    product.multiply(false, false, rows, inner, width, ofOutput, parameters.down(), 0, activated);
    VectorPieces.of((long) rows * inner, this::slope, new FloatPointer[] {sums, activated}, 1);
    product.multiply(true, false, inner, width, rows, sums, input, 0, gradients.up());
    sumRows(sums, inner, gradients.upBias());
    product.multiply(false, false, rows, width, inner, sums, parameters.up(), 0, ofInput);
  }

  /** Turns sums into their gradients, given those of what they were activated to. */
  private void slope(float[][] pieces, int length) {
    float[] sums = pieces[0];
    float[] gradients = pieces[1];
    gates(sums, length);
    for (int i = 0; i < length; i++) {
      float gate = gates[i];
      sums[i] = gradients[i] * (gate + STEEPNESS * sums[i] * gate * (1 - gate));
    }
  }

  private void sumRows(FloatPointer of, int columns, FloatPointer into) {
    into.getPointer(0).capacity(columns).zero();
    for (long row = 0; row < rows; row++) {
      Vectors.add(into, 1, of.getPointer(row * columns), columns);
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
