package org.rnnlm.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;

/** An output layer in each precision. */
final class TimedSoftmax extends TimedLayer {
  /** Products of a pass; enough for some milliseconds. */
  private static final double MOST_OPERATIONS = 1e9;

  private static final int LEAST_ROWS = 64;

  private final SoftmaxShape shape;
  private final SoftmaxParameters parameters;
  private final SoftmaxParameters gradients;
  private final FloatPointer hidden;
  private final FloatPointer hiddenGradient;
  private final int[] targets;
  private final List<TimedKernel> forms = new ArrayList<>();

  TimedSoftmax(SoftmaxShape whole, Set<Precision> precisions) {
    shape = shortened(whole);
    double scale = 1 / Math.sqrt(shape.hiddenSize());
    parameters =
        new SoftmaxParameters(drawn(shape.weights(), scale), drawn(shape.vocabularySize(), 0.1));
    gradients = new SoftmaxParameters(empty(shape.weights()), empty(shape.vocabularySize()));
    hidden = drawn((long) shape.rows() * shape.hiddenSize(), 1);
    hiddenGradient = empty((long) shape.rows() * shape.hiddenSize());
    targets = new int[shape.rows()];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = row % shape.vocabularySize();
    }
    for (Precision precision : precisions) {
      KernelForm form = new KernelForm(Path.PRIMITIVE, precision);
      forms.add(new TimedKernel(form, () -> new SoftmaxPass(precision)));
    }
  }

  private static SoftmaxShape shortened(SoftmaxShape shape) {
    int rows = (int) Math.max(LEAST_ROWS, MOST_OPERATIONS / 6 / shape.weights());
    return new SoftmaxShape(
        shape.hiddenSize(), shape.vocabularySize(), Math.min(shape.rows(), rows));
  }

  @Override
  long weights() {
    return shape.weights();
  }

  @Override
  List<TimedKernel> forms() {
    return forms;
  }

  @Override
  FloatPointer results() {
    return hiddenGradient;
  }

  private final class SoftmaxPass implements TimedKernel.Pass {
    private final SoftmaxKernel kernel;

    SoftmaxPass(Precision precision) {
      kernel = new Kernels(true, precision, "a trial").softmax(shape);
    }

    @Override
    public void run() {
      kernel.train(parameters, hidden, targets, hiddenGradient, gradients);
    }

    @Override
    public void close() {
      kernel.close();
    }
  }
}
