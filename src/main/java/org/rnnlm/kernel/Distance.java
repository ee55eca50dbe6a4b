package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/** How far results are from each other. */
final class Distance {
  private Distance() {}

  /**
   * Returns the norm of the difference over that of the first; infinite where one is no finite
   * number.
   */
  static double between(float[] a, float[] b) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < a.length; i++) {
      difference += Math.pow(a[i] - b[i], 2);
      norm += Math.pow(a[i], 2);
    }
    double distance = difference == 0 ? 0 : Math.sqrt(difference / norm);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  static float[] values(FloatPointer of) {
    float[] values = new float[Math.toIntExact(of.capacity())];
    of.get(values, 0, values.length);
    return values;
  }
}
