package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * What a softmax kernel makes of a {@link SoftmaxTask}.
 *
 * @param loss the sum
 */
record SoftmaxRun(
    double loss, double[] hiddenGradient, double[] weightGradient, double[] biasGradient) {

  static SoftmaxRun train(SoftmaxKernel kernel, SoftmaxTask task) {
    try (Floats floats = new Floats()) {
      SoftmaxParameters gradients =
          new SoftmaxParameters(
              floats.empty(task.weights().length), floats.empty(task.bias().length));
      FloatPointer hiddenGradient = floats.empty(task.hidden().length);
      double loss =
          kernel.train(
              parameters(floats, task),
              floats.of(task.hidden()),
              task.targets(),
              hiddenGradient,
              gradients);
      return new SoftmaxRun(
          loss,
          Floats.read(hiddenGradient),
          Floats.read(gradients.weights()),
          Floats.read(gradients.bias()));
    }
  }

  static double[] losses(SoftmaxKernel kernel, SoftmaxTask task) {
    try (Floats floats = new Floats()) {
      return kernel.losses(parameters(floats, task), floats.of(task.hidden()), task.targets());
    }
  }

  static TokenInformation information(SoftmaxKernel kernel, SoftmaxTask task) {
    try (Floats floats = new Floats()) {
      return kernel.information(parameters(floats, task), floats.of(task.hidden()), task.targets());
    }
  }

  static TokenRanks ranks(SoftmaxKernel kernel, SoftmaxTask task) {
    try (Floats floats = new Floats()) {
      return kernel.ranks(parameters(floats, task), floats.of(task.hidden()), task.targets());
    }
  }

  static double[] probabilities(SoftmaxKernel kernel, SoftmaxTask task) {
    try (Floats floats = new Floats()) {
      FloatPointer probabilities =
          floats.empty((long) task.shape().rows() * task.shape().vocabularySize());
      kernel.probabilities(parameters(floats, task), floats.of(task.hidden()), probabilities);
      return Floats.read(probabilities);
    }
  }

  private static SoftmaxParameters parameters(Floats floats, SoftmaxTask task) {
    return new SoftmaxParameters(floats.of(task.weights()), floats.of(task.bias()));
  }
}
