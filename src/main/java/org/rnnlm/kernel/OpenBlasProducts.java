package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A recurrent layer's products by OpenBLAS, in f32. */
final class OpenBlasProducts implements RecurrentProducts {
  private final Steps steps;
  private final RecurrentShape shape;
  private CellParameters parameters;

  OpenBlasProducts(Steps steps) {
    this.steps = steps;
    this.shape = steps.shape();
  }

  @Override
  public void begin(CellParameters given) {
    parameters = given;
  }

  @Override
  public void inputs(FloatPointer input) {
    FloatPointer target = steps.inputs();
    long columns = steps.columns();
    for (int row = 0; row < steps.rows(); row++) {
      Pointer.memcpy(target.getPointer(row * columns), parameters.bias(), columns * Float.BYTES);
    }
    int rows = steps.rows();
    int width = shape.inputSize();
    Gemm.multiply(false, true, rows, steps.columns(), width, input, parameters.input(), 1, target);
  }

  /** Has no copy of the parameters that they could differ from. */
  @Override
  public void hold() {}

  @Override
  public void recurrent(int step) {
    Gemm.multiply(
        false,
        true,
        shape.batch(),
        steps.columns(),
        shape.hiddenSize(),
        steps.hidden(step),
        parameters.recurrent(),
        0,
        steps.product(step));
  }

  @Override
  public void recurrentGradient(int step) {
    Gemm.multiply(
        false,
        false,
        shape.batch(),
        shape.hiddenSize(),
        steps.columns(),
        steps.recurrents(step),
        parameters.recurrent(),
        0,
        steps.hiddenGradient());
  }

  @Override
  public void inputGradients(
      FloatPointer input, FloatPointer inputGradient, CellParameters gradients) {
    int rows = steps.rows();
    int columns = steps.columns();
    int width = shape.inputSize();
    FloatPointer ofInputs = steps.inputs();
    if (shape.passes() == Passes.ALL) {
      Gemm.multiply(
          false, false, rows, width, columns, ofInputs, parameters.input(), 0, inputGradient);
    }
    Gemm.multiply(true, false, columns, width, rows, ofInputs, input, 0, gradients.input());
  }

  @Override
  public void recurrentGradients(CellParameters gradients) {
    Gemm.multiply(
        true,
        false,
        steps.columns(),
        shape.hiddenSize(),
        steps.rows(),
        steps.recurrents(),
        steps.hidden(),
        0,
        gradients.recurrent());
  }
}
