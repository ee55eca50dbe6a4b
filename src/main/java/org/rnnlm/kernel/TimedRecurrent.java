package org.rnnlm.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;

/** A recurrent layer in one form. */
final class TimedRecurrent extends TimedKernel {
  /** Products of a pass; enough for some milliseconds. */
  private static final double MOST_OPERATIONS = 1e9;

  private static final int LEAST_STEPS = 4;

  private final RecurrentKernel kernel;
  private final CellParameters parameters;
  private final CellParameters gradients;
  private final FloatPointer input;
  private final FloatPointer output;
  private final FloatPointer outputGradient;
  private final FloatPointer inputGradient;

  private TimedRecurrent(RecurrentShape shape, KernelForm form) {
    super(form);
    kernel =
        switch (form.path()) {
          case PRIMITIVE -> new OneDnnRecurrent(shape, form.precision());
          case STEPPED -> SteppedRecurrent.onOneDnn(shape, form.precision());
        };
    double scale = 1 / Math.sqrt(shape.hiddenSize());
    long recurrent = shape.recurrentWeights() + shape.peepholes();
    parameters =
        new CellParameters(
            drawn(shape.inputWeights(), scale),
            drawn(recurrent, scale),
            drawn(shape.biases(), 0.1));
    gradients =
        new CellParameters(empty(shape.inputWeights()), empty(recurrent), empty(shape.biases()));
    input = drawn(shape.inputs(), 1);
    outputGradient = drawn(shape.outputs(), 1);
    output = empty(shape.outputs());
    inputGradient = empty(shape.inputs());
  }

  /** Makes the layer in each form that this machine has. */
  static List<TimedRecurrent> all(RecurrentShape whole, Set<Precision> precisions) {
    RecurrentShape shape = shortened(whole);
    List<TimedRecurrent> forms = new ArrayList<>();
    for (Precision precision : precisions) {
      for (Path path : paths(shape.cell())) {
        forms.add(new TimedRecurrent(shape, new KernelForm(path, precision)));
      }
    }
    return forms;
  }

  private static Set<Path> paths(Cell cell) {
    return OneDnnCell.of(cell).isPresent() ? EnumSet.allOf(Path.class) : EnumSet.of(Path.STEPPED);
  }

  private static RecurrentShape shortened(RecurrentShape shape) {
    double step = shape.operations() / shape.steps();
    int steps = (int) Math.max(LEAST_STEPS, Math.min(shape.steps(), MOST_OPERATIONS / step));
    return new RecurrentShape(
        shape.cell(),
        shape.inputSize(),
        shape.hiddenSize(),
        shape.batch(),
        Math.min(steps, shape.steps()),
        shape.passes());
  }

  @Override
  void pass() {
    kernel.initialState().zero();
    kernel.forward(parameters, input, output);
    kernel.backward(parameters, input, outputGradient, inputGradient, gradients);
  }

  @Override
  FloatPointer results() {
    return gradients.recurrent();
  }

  @Override
  public void close() {
    kernel.close();
    super.close();
  }
}
