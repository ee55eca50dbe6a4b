package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A softmax over many tokens of what is narrow, where the logits and not the products take the
 * time. Some columns of them are made at a time, turned into powers in a core's second cache, and
 * kept as they are: what they have to be divided by is known at the end alone, and goes into the
 * narrow factors of the products that make gradients.
 */
final class ColumnSoftmax {
  /** Logits that are turned into powers at a time: half a mebibyte. */
  private static final int VALUES = 1 << 17;

  /** Powers that are kept at a time: 16 mebibytes, or those of one row. */
  private static final int KEPT = 1 << 22;

  private final int width;
  private final int size;
  private final int logits; // at a time
  private final int kept;
  private final PlainProduct product;
  private final FloatPointer powers; // of some columns [rows, columns], one after the other
  private final FloatPointer narrow; // [rows, width]
  private final Exponentials exponentials = new Exponentials();

  /**
   * @param width of what is read
   * @param size number of tokens
   * @param powers room for {@link #room}
   * @param narrow room for [rows, width]
   */
  ColumnSoftmax(
      int width, int size, PlainProduct product, FloatPointer powers, FloatPointer narrow) {
    this(width, size, VALUES, KEPT, product, powers, narrow);
  }

  /**
   * @param logits that are turned into powers at a time
   * @param kept powers that are kept at a time
   */
  ColumnSoftmax(
      int width,
      int size,
      int logits,
      int kept,
      PlainProduct product,
      FloatPointer powers,
      FloatPointer narrow) {
    this.width = width;
    this.size = size;
    this.logits = logits;
    this.kept = kept;
    this.product = product;
    this.powers = powers;
    this.narrow = narrow;
  }

  /** Returns how many powers are kept of so many rows at most. */
  static long room(int rows, int size) {
    return Math.min((long) rows * size, Math.max(KEPT, size));
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

    /** Returns the task of some of the rows. */
    Task part(int from, int to, int width) {
      return new Task(
          parameters, read.getPointer((long) from * width), Arrays.copyOfRange(targets, from, to));
    }
  }

  /**
   * What the powers of some columns and rows are relative to.
   *
   * @param from the first column
   * @param count columns
   * @param largest logit of each row among them
   */
  private record Columns(int from, int count, float[] largest) {}

  /** The logits of rows, put together from columns. */
  private final class Rows {
    private final Task task;
    private final Columns[] columns;
    private final double[] largest;
    private final double[] sums; // of powers relative to the largest logit
    private final double[] targets; // their logits
    private final double[] weighted; // sums of powers times what they are of; none if not asked for

    Rows(Task task) {
      this(task, new double[0]);
    }

    /**
     * @param weighted room for a value a row, where entropies are asked for
     */
    Rows(Task task, double[] weighted) {
      this.task = task;
      this.weighted = weighted;
      int most = Math.max(1, logits / task.rows());
      this.columns = new Columns[(size + most - 1) / most];
      this.largest = new double[task.rows()];
      this.sums = new double[task.rows()];
      this.targets = new double[task.rows()];
      Arrays.fill(largest, Double.NEGATIVE_INFINITY);
      for (int i = 0; i < columns.length; i++) {
        int from = i * most;
        columns[i] = columns(from, Math.min(most, size - from));
      }
    }

    private Columns columns(int from, int count) {
      FloatPointer at = kept(from);
      FloatPointer vectors = task.parameters().weights().getPointer((long) from * width);
      product.multiply(false, true, task.rows(), count, width, task.read(), vectors, 0, at);
      float[] biases = new float[count];
      task.parameters().bias().getPointer(from).get(biases, 0, count);
      float[] values = new float[count];
      float[] most = new float[task.rows()];
      for (int row = 0; row < task.rows(); row++) {
        FloatPointer of = at.getPointer((long) row * count);
        of.get(values, 0, count);
        SteppedLoops.add(values, biases, count);
        int target = task.targets()[row] - from;
        if (target >= 0 && target < count) {
          targets[row] = values[target];
        }
        most[row] = exponentials.largest(values);
        float[] logits = weighted.length > 0 ? values.clone() : values;
        double sum = exponentials.ofFew(values, most[row]);
        if (weighted.length > 0) {
          addWeighted(row, most[row], sum, exponentials.weighted(logits, most[row], values));
        }
        add(row, most[row], sum);
        of.put(values, 0, count);
      }
      return new Columns(from, count, most);
    }

    private FloatPointer kept(int from) {
      return powers.getPointer((long) from * task.rows());
    }

    private void add(int row, float most, double sum) {
      double before = largest[row];
      largest[row] = Math.max(before, most);
      sums[row] = sums[row] * Math.exp(before - largest[row]) + sum * Math.exp(most - largest[row]);
    }

    /** Adds what powers are of, times them, all relative to the largest logit from now on. */
    private void addWeighted(int row, float most, double sum, double weightedSum) {
      double next = Math.max(largest[row], most);
      double before = 0;
      if (sums[row] > 0) {
        double lower = largest[row] - next;
        before = Math.exp(lower) * (weighted[row] + lower * sums[row]);
      }
      weighted[row] = before + Math.exp(most - next) * (weightedSum + (most - next) * sum);
    }

    double entropy(int row) {
      return Math.log(sums[row]) - weighted[row] / sums[row];
    }

    double loss(int row) {
      return Math.max(0, largest[row] - targets[row] + Math.log(sums[row]));
    }

    /**
     * Adds the gradients.
     *
     * @param adding whether those of the parameters are added to what is there
     */
    void backward(FloatPointer ofRead, SoftmaxParameters gradients, boolean adding) {
      float[] read = floats(task.read());
      float[] slopes = new float[read.length];
      for (Columns some : columns) {
        float[] factors = factors(some);
        FloatPointer at = kept(some.from());
        int beta = adding ? 1 : 0;
        FloatPointer ofVectors = gradients.weights().getPointer((long) some.from() * width);
        narrow.put(scaled(read, factors), 0, read.length);
        product.multiply(
            true, false, some.count(), width, task.rows(), at, narrow, beta, ofVectors);
        narrow.put(factors, 0, factors.length);
        FloatPointer ofBias = gradients.bias().getPointer(some.from());
        product.multiply(true, false, some.count(), 1, task.rows(), at, narrow, beta, ofBias);
        FloatPointer vectors = task.parameters().weights().getPointer((long) some.from() * width);
        product.multiply(false, false, task.rows(), width, some.count(), at, vectors, 0, narrow);
        SteppedLoops.add(slopes, scaled(floats(narrow), factors), slopes.length);
      }
      ofRead.put(slopes, 0, slopes.length);
      for (int row = 0; row < task.rows(); row++) {
        subtractTarget(row, ofRead, gradients);
      }
    }

    private float[] floats(FloatPointer of) {
      float[] values = new float[task.rows() * width];
      of.get(values, 0, values.length);
      return values;
    }

    /** Returns what the powers of each row are to be multiplied by. */
    private float[] factors(Columns of) {
      float[] factors = new float[task.rows()];
      for (int row = 0; row < factors.length; row++) {
        factors[row] = (float) (Math.exp(of.largest()[row] - largest[row]) / sums[row]);
      }
      return factors;
    }

    private float[] scaled(float[] values, float... factors) {
      float[] scaled = new float[values.length];
      for (int i = 0; i < values.length; i++) {
        scaled[i] = values[i] * factors[i / width];
      }
      return scaled;
    }

    private void subtractTarget(int row, FloatPointer ofRead, SoftmaxParameters gradients) {
      int target = task.targets()[row];
      FloatPointer read = task.read().getPointer((long) row * width);
      FloatPointer vector = task.parameters().weights().getPointer((long) target * width);
      Vectors.add(gradients.weights().getPointer((long) target * width), -1, read, width);
      Vectors.add(ofRead.getPointer((long) row * width), -1, vector, width);
      gradients.bias().put(target, gradients.bias().get(target) - 1);
    }
  }

  private int rowsAtATime() {
    return Math.max(1, kept / size);
  }

  /** Returns the loss of each row. */
  double[] losses(Task task) {
    double[] losses = new double[task.rows()];
    for (int from = 0; from < task.rows(); from += rowsAtATime()) {
      int to = Math.min(task.rows(), from + rowsAtATime());
      Rows rows = new Rows(task.part(from, to, width));
      for (int row = from; row < to; row++) {
        losses[row] = rows.loss(row - from);
      }
    }
    return losses;
  }

  /** Returns the entropy of each row's distribution, in nats. */
  double[] entropies(Task task) {
    double[] entropies = new double[task.rows()];
    for (int from = 0; from < task.rows(); from += rowsAtATime()) {
      int to = Math.min(task.rows(), from + rowsAtATime());
      Rows rows = new Rows(task.part(from, to, width), new double[to - from]);
      for (int row = from; row < to; row++) {
        entropies[row] = rows.entropy(row - from);
      }
    }
    return entropies;
  }

  /**
   * Returns the loss, and its gradients.
   *
   * @param ofRead receives that of what is read
   * @param gradients receive those of the parameters
   */
  double train(Task task, FloatPointer ofRead, SoftmaxParameters gradients) {
    double loss = 0;
    for (int from = 0; from < task.rows(); from += rowsAtATime()) {
      int to = Math.min(task.rows(), from + rowsAtATime());
      Rows rows = new Rows(task.part(from, to, width));
      rows.backward(ofRead.getPointer((long) from * width), gradients, from > 0);
      for (int row = from; row < to; row++) {
        loss += rows.loss(row - from);
      }
    }
    return loss;
  }
}
