package org.rnnlm.tensorboard;

/** How often values lie in each of some equal stretches between the least and the most of them. */
final class Histogram {
  private static final int BUCKETS = 64;

  private Histogram() {}

  /**
   * Returns TensorFlow's {@code HistogramProto}; an empty one of no values.
   *
   * @param values all of them numbers
   */
  static Message of(float[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
      sum += value;
      squares += (double) value * value;
    }
    if (values.length == 0) {
      return new Message();
    }
    return new Message()
        .decimal(1, least)
        .decimal(2, most)
        .decimal(3, values.length)
        .decimal(4, sum)
        .decimal(5, squares)
        .decimals(6, limits(least, most))
        .decimals(7, counts(values, least, most));
  }

  /** Returns the upper ends of the stretches. */
  private static double[] limits(double least, double most) {
    double[] limits = new double[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      limits[i] = least + (most - least) * (i + 1) / BUCKETS;
    }
    return limits;
  }

  private static double[] counts(float[] values, double least, double most) {
    double[] counts = new double[BUCKETS];
    double each = (most - least) / BUCKETS;
    for (float value : values) {
      int bucket = each > 0 ? (int) ((value - least) / each) : BUCKETS - 1;
      counts[Math.min(bucket, BUCKETS - 1)]++;
    }
    return counts;
  }
}
