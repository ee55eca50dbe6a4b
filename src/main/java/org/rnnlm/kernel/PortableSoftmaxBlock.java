package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** A block as a library's matrix products and a softmax in Java. */
final class PortableSoftmaxBlock implements SoftmaxBlock {
  private final SoftmaxShape shape;
  private final int rows;
  private final PlainProduct product;
  private final FloatPointer values; // [rows, vocabulary]
  private final float[] row;
  private final float[] bias;
  private final Exponentials exponentials = new Exponentials();

  /**
   * @param values room for [rows, vocabulary]
   */
  PortableSoftmaxBlock(SoftmaxShape shape, int rows, PlainProduct product, FloatPointer values) {
    this.shape = shape;
    this.rows = rows;
    this.product = product;
    this.values = values;
    this.row = new float[shape.vocabularySize()];
    this.bias = new float[shape.vocabularySize()];
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public FloatPointer values() {
    return values;
  }

  @Override
  public void begin(SoftmaxParameters parameters) {}

  @Override
  public void probabilities(SoftmaxParameters parameters, FloatPointer hidden) {
    product.multiply(
        false,
        true,
        rows,
        shape.vocabularySize(),
        shape.hiddenSize(),
        hidden,
        parameters.weights(),
        0,
        values);
    parameters.bias().get(bias, 0, bias.length);
    for (int i = 0; i < rows; i++) {
      FloatPointer at = values.getPointer((long) i * row.length);
      at.get(row, 0, row.length);
      softmax();
      at.put(row, 0, row.length);
    }
  }

  private void softmax() {
    SteppedLoops.add(row, bias, row.length);
    float scale = (float) (1 / exponentials.of(row, exponentials.largest(row)));
    for (int id = 0; id < row.length; id++) {
      row[id] *= scale;
    }
  }

  @Override
  public void backward(Pass pass) {
    int h = shape.hiddenSize();
    int v = shape.vocabularySize();
    FloatPointer weights = pass.parameters().weights();
    product.multiply(false, false, rows, h, v, values, weights, 0, pass.hiddenGradient());
    FloatPointer ofWeights = pass.gradients().weights();
    int beta = pass.adding() ? 1 : 0;
    product.multiply(true, false, v, h, rows, values, pass.hidden(), beta, ofWeights);
    sumRows(pass.gradients().bias(), pass.adding());
  }

  private void sumRows(FloatPointer gradient, boolean adding) {
    if (adding) {
      gradient.get(bias, 0, bias.length);
    } else {
      Arrays.fill(bias, 0);
    }
    for (int i = 0; i < rows; i++) {
      values.getPointer((long) i * row.length).get(row, 0, row.length);
      for (int id = 0; id < row.length; id++) {
        bias[id] += row[id];
      }
    }
    gradient.put(bias, 0, bias.length);
  }
}
