package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A softmax over many tokens of what is narrow: some columns of the logits at a time, which stay in
 * a core's second cache. They are computed twice, once for the sums of the rows and once for the
 * gradients, since it takes longer to fetch them from memory than to multiply anew.
 */
final class ColumnSoftmax {
  /** Logits that are computed at a time: half a mebibyte. */
  static final int VALUES = 1 << 17;

  private final int width;
  private final int size;
  private final PlainProduct product;
  private final FloatPointer values; // [rows, columns]
  private final Exponentials exponentials = new Exponentials();

  /**
   * @param width of what is read
   * @param size number of tokens
   * @param values room for {@link #room}
   */
  ColumnSoftmax(int width, int size, PlainProduct product, FloatPointer values) {
    this.width = width;
    this.size = size;
    this.product = product;
    this.values = values;
  }

  /** Returns how many values are needed for so many rows. */
  static long room(int rows) {
    return Math.max(rows, VALUES);
  }

  /**
   * What a call computes.
   *
   * @param parameters vectors of the tokens, [width, size] column by column, and biases
   * @param read [rows, width]
   * @param targets of the rows
   */
  record Task(SoftmaxParameters parameters, FloatPointer read, int[] targets) {
    int rows() {
      return targets.length;
    }
  }

  /**
   * The distributions of rows as far as they do not depend on the token: p = exp(logit - largest) /
   * sum.
   *
   * @param largest logits
   * @param sums of the powers
   * @param targets their logits
   */
  private record Norms(float[] largest, double[] sums, float[] targets) {
    Norms(int rows) {
      this(new float[rows], new double[rows], new float[rows]);
      Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    }

    double loss(int row) {
      return Math.max(0, (double) largest[row] - targets[row] + Math.log(sums[row]));
    }

    /** Adds the powers of some more logits. */
    void add(int row, float most, double sum) {
      float before = largest[row];
      if (most > before) {
        sums[row] = sums[row] * Math.exp((double) before - most) + sum;
        largest[row] = most;
      } else {
        sums[row] += sum * Math.exp((double) most - before);
      }
    }
  }

  /** Returns the loss of each row. */
  double[] losses(Task task) {
    Norms norms = norms(task);
    double[] losses = new double[task.rows()];
    Arrays.setAll(losses, norms::loss);
    return losses;
  }

  /**
   * Returns the loss, and its gradients.
   *
   * @param ofRead receives that of what is read
   * @param gradients receive those of the parameters
   */
  double train(Task task, FloatPointer ofRead, SoftmaxParameters gradients) {
    Norms norms = norms(task);
    int columns = columns(task.rows());
    for (int from = 0; from < size; from += columns) {
      int count = Math.min(columns, size - from);
      logits(task, from, count);
      slopes(task, norms, from, count, gradients.bias());
      product.multiply(
          true, false, count, width, task.rows(), values, task.read(), 0, vectors(gradients, from));
      product.multiply(
          false,
          false,
          task.rows(),
          width,
          count,
          values,
          vectors(task.parameters(), from),
          from == 0 ? 0 : 1,
          ofRead);
    }
    double loss = 0;
    for (int row = 0; row < task.rows(); row++) {
      loss += norms.loss(row);
    }
    return loss;
  }

  private int columns(int rows) {
    return Math.max(1, VALUES / rows);
  }

  private FloatPointer vectors(SoftmaxParameters of, int from) {
    return of.weights().getPointer((long) from * width);
  }

  /** Computes columns of the logits, without their biases. */
  private void logits(Task task, int from, int count) {
    product.multiply(
        false,
        true,
        task.rows(),
        count,
        width,
        task.read(),
        vectors(task.parameters(), from),
        0,
        values);
  }

  private static float[] biases(SoftmaxParameters of, int from, int count) {
    float[] biases = new float[count];
    of.bias().getPointer(from).get(biases, 0, count);
    return biases;
  }

  private Norms norms(Task task) {
    Norms norms = new Norms(task.rows());
    int columns = columns(task.rows());
    for (int from = 0; from < size; from += columns) {
      int count = Math.min(columns, size - from);
      logits(task, from, count);
      float[] biases = biases(task.parameters(), from, count);
      float[] logits = new float[count];
      for (int row = 0; row < task.rows(); row++) {
        values.getPointer((long) row * count).get(logits, 0, count);
        SteppedLoops.add(logits, biases, count);
        int target = task.targets()[row] - from;
        if (target >= 0 && target < count) {
          norms.targets()[row] = logits[target];
        }
        float most = largest(logits);
        norms.add(row, most, exponentials.of(logits, most));
      }
    }
    return norms;
  }

  private static float largest(float... values) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /** Turns columns of the logits into their gradients, and sums those up. */
  private void slopes(Task task, Norms norms, int from, int count, FloatPointer ofBias) {
    float[] biases = biases(task.parameters(), from, count);
    float[] slopes = new float[count];
    float[] sums = new float[count];
    for (int row = 0; row < task.rows(); row++) {
      FloatPointer at = values.getPointer((long) row * count);
      at.get(slopes, 0, count);
      SteppedLoops.add(slopes, biases, count);
      exponentials.of(slopes, norms.largest()[row]);
      scale(slopes, (float) (1 / norms.sums()[row]));
      int target = task.targets()[row] - from;
      if (target >= 0 && target < count) {
        slopes[target] -= 1;
      }
      SteppedLoops.add(sums, slopes, count);
      at.put(slopes, 0, count);
    }
    ofBias.getPointer(from).put(sums, 0, count);
  }

  private static void scale(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
