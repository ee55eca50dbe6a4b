package org.rnnlm.kernel;

/**
 * Softmax, cross entropy and their gradients in doubles, row by row.
 *
 * @param losses of the rows
 * @param hiddenGradient [rows, hiddenSize]
 * @param weightGradient [vocabularySize, hiddenSize]
 */
record ReferenceSoftmax(
    double[] losses, double[] hiddenGradient, double[] weightGradient, double[] biasGradient) {

  static ReferenceSoftmax compute(SoftmaxTask task) {
    SoftmaxShape shape = task.shape();
    ReferenceSoftmax result =
        new ReferenceSoftmax(
            new double[shape.rows()],
            new double[task.hidden().length],
            new double[task.weights().length],
            new double[task.bias().length]);
    for (int row = 0; row < shape.rows(); row++) {
      if (task.targets()[row] != SoftmaxKernel.MASKED) {
        result.add(task, row);
      }
    }
    return result;
  }

  static double[] probabilities(SoftmaxTask task, int row) {
    double[] logits = task.bias().clone();
    double largest = Double.NEGATIVE_INFINITY;
    int width = task.shape().hiddenSize();
    for (int id = 0; id < logits.length; id++) {
      for (int unit = 0; unit < width; unit++) {
        logits[id] += task.hidden()[row * width + unit] * task.weights()[id * width + unit];
      }
      largest = Math.max(largest, logits[id]);
    }
    double sum = 0;
    for (int id = 0; id < logits.length; id++) {
      logits[id] = Math.exp(logits[id] - largest);
      sum += logits[id];
    }
    for (int id = 0; id < logits.length; id++) {
      logits[id] /= sum;
    }
    return logits;
  }

  private void add(SoftmaxTask task, int row) {
    int width = task.shape().hiddenSize();
    int target = task.targets()[row];
    double[] gradient = probabilities(task, row);
    losses[row] = -Math.log(gradient[target]);
    gradient[target] -= 1;
    for (int id = 0; id < gradient.length; id++) {
      biasGradient[id] += gradient[id];
      for (int unit = 0; unit < width; unit++) {
        hiddenGradient[row * width + unit] += gradient[id] * task.weights()[id * width + unit];
        weightGradient[id * width + unit] += gradient[id] * task.hidden()[row * width + unit];
      }
    }
  }
}
