package org.rnnlm.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;

/** A recurrent layer in each form that this machine has. */
final class TimedRecurrent extends TimedLayer {
  /** Products of a pass; enough for some milliseconds. */
  private static final double MOST_OPERATIONS = 1e9;

  private static final int LEAST_STEPS = 4;

  private final RecurrentShape shape;
  private final CellParameters parameters;
  private final CellParameters gradients;
  private final FloatPointer input;
  private final FloatPointer output;
  private final FloatPointer outputGradient;
  private final FloatPointer inputGradient;
  private final List<TimedKernel> forms = new ArrayList<>();

  TimedRecurrent(RecurrentShape whole, Set<Precision> precisions) {
    shape = shortened(whole);
    double scale = 1 / Math.sqrt(shape.hiddenSize());
    long recurrent = shape.recurrentWeights() + shape.peepholes();
    parameters =
        new CellParameters(
            drawn(shape.inputWeights(), scale),
            drawn(recurrent, scale),
            drawn(shape.biases(), 0.1));
    gradients =
        new CellParameters(empty(shape.inputWeights()), empty(recurrent), empty(shape.biases()));
    input = SteppedOneHot.maybe(shape) ? tokens() : drawn(shape.inputs(), 1);
    outputGradient = drawn(shape.outputs(), 1);
    output = empty(shape.outputs());
    inputGradient = empty(shape.inputs());
    for (Precision precision : precisions) {
      for (Path path : paths(shape.cell())) {
        KernelForm form = new KernelForm(path, precision);
        forms.add(new TimedKernel(form, () -> new RecurrentPass(kernel(form))));
      }
    }
  }

  /** Returns rows as tokens are. */
  private FloatPointer tokens() {
    FloatPointer rows = empty(shape.inputs());
    for (long row = 0; row < (long) shape.steps() * shape.batch(); row++) {
      rows.put(row * shape.inputSize() + row % shape.inputSize(), 1);
    }
    return rows;
  }

  private static Set<Path> paths(Cell cell) {
    return OneDnnCell.of(cell).isPresent() ? EnumSet.allOf(Path.class) : EnumSet.of(Path.STEPPED);
  }

  private RecurrentKernel kernel(KernelForm form) {
    return switch (form.path()) {
      case PRIMITIVE -> new OneDnnRecurrent(shape, form.precision());
      case STEPPED -> SteppedRecurrent.onOneDnn(shape, form.precision());
    };
  }

  private static RecurrentShape shortened(RecurrentShape shape) {
    double step = shape.operations() / shape.steps();
    int steps = (int) Math.max(LEAST_STEPS, Math.min(shape.steps(), MOST_OPERATIONS / step));
    return shape.ofSteps(Math.min(steps, shape.steps()));
  }

  @Override
  long weights() {
    return shape.inputWeights() + shape.recurrentWeights();
  }

  @Override
  List<TimedKernel> forms() {
    return forms;
  }

  @Override
  FloatPointer results() {
    return gradients.input();
  }

  private final class RecurrentPass implements TimedKernel.Pass {
    private final RecurrentKernel kernel;

    RecurrentPass(RecurrentKernel kernel) {
      this.kernel = kernel;
    }

    @Override
    public void run() {
      kernel.initialState().zero();
      kernel.forward(parameters, input, output);
      kernel.backward(parameters, input, outputGradient, inputGradient, gradients);
    }

    @Override
    public void close() {
      kernel.close();
    }
  }
}
