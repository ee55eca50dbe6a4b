package org.rnnlm.kernel;

import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;

/** An output layer in one form. */
final class TimedSoftmax extends TimedKernel {
  /** Products of a pass; enough for some milliseconds. */
  private static final double MOST_OPERATIONS = 1e9;

  private static final int LEAST_ROWS = 64;

  private final SoftmaxKernel kernel;
  private final SoftmaxParameters parameters;
  private final SoftmaxParameters gradients;
  private final FloatPointer hidden;
  private final FloatPointer hiddenGradient;
  private final int[] targets;

  private TimedSoftmax(SoftmaxShape shape, Precision precision) {
    super(new KernelForm(Path.PRIMITIVE, precision));
    kernel = new Kernels(true, precision, "a trial").softmax(shape);
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
  }

  /** Makes the layer in each precision. */
  static List<TimedSoftmax> all(SoftmaxShape whole, Set<Precision> precisions) {
    SoftmaxShape shape = shortened(whole);
    return precisions.stream().map(precision -> new TimedSoftmax(shape, precision)).toList();
  }

  private static SoftmaxShape shortened(SoftmaxShape shape) {
    int rows = (int) Math.max(LEAST_ROWS, MOST_OPERATIONS / 6 / shape.weights());
    return new SoftmaxShape(
        shape.hiddenSize(), shape.vocabularySize(), Math.min(shape.rows(), rows));
  }

  @Override
  void pass() {
    kernel.train(parameters, hidden, targets, hiddenGradient, gradients);
  }

  @Override
  FloatPointer results() {
    return hiddenGradient;
  }

  @Override
  public void close() {
    kernel.close();
    super.close();
  }
}
