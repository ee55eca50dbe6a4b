package org.rnnlm.layer;

import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Arrays for tests, the same for the same seed. */
final class Arrays3d {
  private Arrays3d() {}

  /** Normally distributed values in 'c' order. */
  static INDArray normal(long seed, double deviation, int... shape) {
    Random random = new Random(seed);
    INDArray array = Nd4j.create(shape);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, deviation * random.nextGaussian());
    }
    return array;
  }

  /** Token ids [batch, 1, time]. */
  static INDArray ids(long seed, int tokens, int batch, int steps) {
    Random random = new Random(seed);
    INDArray array = Nd4j.create(batch, 1, steps);
    for (long i = 0; i < array.length(); i++) {
      array.putScalar(i, random.nextInt(tokens));
    }
    return array;
  }

  /** The product that an embedding and one-hot tokens stand for: [batch, tokens, time]. */
  static INDArray oneHot(INDArray ids, int tokens) {
    INDArray array = Nd4j.create(new long[] {ids.size(0), tokens, ids.size(2)});
    for (int b = 0; b < ids.size(0); b++) {
      for (int t = 0; t < ids.size(2); t++) {
        array.putScalar(b, ids.getInt(b, 0, t), t, 1);
      }
    }
    return array;
  }

  /** The largest difference, relative to the largest value expected. */
  static double deviation(INDArray actual, INDArray expected) {
    double largest = expected.amaxNumber().doubleValue();
    return actual.sub(expected).amaxNumber().doubleValue() / largest;
  }
}
