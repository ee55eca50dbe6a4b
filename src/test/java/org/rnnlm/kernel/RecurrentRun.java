package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/** Runs tasks on a kernel, in its layout. */
final class RecurrentRun {
  private RecurrentRun() {}

  /** Forward and backward. */
  static RecurrentResult train(RecurrentKernel kernel, RecurrentTask task) {
    try (Floats floats = new Floats()) {
      return new Pass(floats, kernel, task).train();
    }
  }

  /** Forward alone; the gradients are empty. */
  static RecurrentResult infer(RecurrentKernel kernel, RecurrentTask task) {
    try (Floats floats = new Floats()) {
      Pass pass = new Pass(floats, kernel, task);
      pass.forward();
      double[] none = {};
      return pass.result(none, none, none, none, none, none, none);
    }
  }

  /** Masks and dropout of a task; a kernel that has none is right only for tasks without. */
  static void prepare(MaskedRecurrentKernel kernel, RecurrentTask task) {
    RecurrentShape shape = task.shape();
    kernel.maskSteps(task.mask() == null ? null : singles(task.mask()));
    kernel.dropRecurrent(
        task.scales() == null
            ? null
            : singles(transposed(task.scales(), 1, shape.batch(), shape.hiddenSize())));
  }

  private static float[] singles(double[] values) {
    float[] singles = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      singles[i] = (float) values[i];
    }
    return singles;
  }

  /** From [blocks, rows, columns] to [blocks, columns, rows]. */
  private static double[] transposed(double[] values, int blocks, int rows, int columns) {
    double[] transposed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int block = i / (rows * columns);
      int row = i / columns % rows;
      int column = i % columns;
      transposed[(block * columns + column) * rows + row] = values[i];
    }
    return transposed;
  }

  private static final class Pass {
    private final Floats floats;
    private final RecurrentKernel kernel;
    private final RecurrentTask task;
    private final RecurrentShape shape;
    private final CellParameters parameters;
    private final FloatPointer input;
    private final FloatPointer output;

    private Pass(Floats floats, RecurrentKernel kernel, RecurrentTask task) {
      this.floats = floats;
      this.kernel = kernel;
      this.task = task;
      this.shape = task.shape();
      parameters =
          new CellParameters(
              floats.of(task.inputWeights()),
              floats.of(task.recurrentWeights()),
              floats.of(task.bias()));
      input = floats.of(task.input());
      output = floats.empty(shape.outputs());
    }

    private RecurrentResult train() {
      forward();
      CellParameters gradients =
          new CellParameters(
              floats.empty(shape.inputWeights()),
              floats.empty(shape.recurrentWeights() + shape.peepholes()),
              floats.empty(shape.biases()));
      FloatPointer outputGradient = floats.of(task.outputGradient());
      FloatPointer inputGradient = floats.empty(shape.inputs());
      put(task.hiddenGradient(), kernel.finalStateGradient().hidden());
      put(task.cellGradient(), kernel.finalStateGradient().cell());
      put(task.lastInputGradient(), kernel.finalStateGradient().input());
      kernel.backward(parameters, input, outputGradient, inputGradient, gradients);
      return result(
          Floats.read(inputGradient),
          Floats.read(gradients.input()),
          Floats.read(gradients.recurrent()),
          Floats.read(gradients.bias()),
          Floats.read(kernel.initialStateGradient().hidden()),
          Floats.read(kernel.initialStateGradient().cell()),
          Floats.read(kernel.initialStateGradient().input()));
    }

    private void forward() {
      put(task.hidden(), kernel.initialState().hidden());
      put(task.cellState(), kernel.initialState().cell());
      put(task.lastInput(), kernel.initialState().input());
      kernel.forward(parameters, input, output);
    }

    private void put(double[] state, FloatPointer into) {
      if (state.length > 0) {
        into.put(singles(state));
      }
    }

    private RecurrentResult result(
        double[] inputGradient,
        double[] inputWeights,
        double[] recurrentWeights,
        double[] bias,
        double[] initialHidden,
        double[] initialCell,
        double[] initialInput) {
      CellState last = kernel.finalState();
      return new RecurrentResult(
          Floats.read(output),
          Floats.read(last.hidden()),
          Floats.read(last.cell()),
          Floats.read(last.input()),
          inputGradient,
          inputWeights,
          recurrentWeights,
          bias,
          initialHidden,
          initialCell,
          initialInput);
    }
  }
}
