package org.rnnlm.kernel;

import java.util.Arrays;
import java.util.Random;

/**
 * What a softmax kernel is given in a test.
 *
 * @param hidden [rows, hiddenSize]
 * @param weights [vocabularySize, hiddenSize]
 */
record SoftmaxTask(
    SoftmaxShape shape, double[] hidden, double[] weights, double[] bias, int[] targets) {

  static SoftmaxTask random(SoftmaxShape shape, long seed) {
    Random random = new Random(seed);
    return new SoftmaxTask(
        shape,
        normal(random, (long) shape.rows() * shape.hiddenSize()),
        normal(random, shape.weights()),
        normal(random, shape.vocabularySize()),
        random.ints(shape.rows(), 0, shape.vocabularySize()).toArray());
  }

  SoftmaxTask masked(int... rows) {
    int[] masked = targets.clone();
    for (int row : rows) {
      masked[row] = SoftmaxKernel.MASKED;
    }
    return new SoftmaxTask(shape, hidden, weights, bias, masked);
  }

  SoftmaxTask allMasked() {
    int[] masked = new int[targets.length];
    Arrays.fill(masked, SoftmaxKernel.MASKED);
    return new SoftmaxTask(shape, hidden, weights, bias, masked);
  }

  private static double[] normal(Random random, long size) {
    double[] values = new double[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
