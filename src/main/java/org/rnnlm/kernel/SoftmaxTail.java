package org.rnnlm.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A cluster of an adaptive softmax: a softmax over its tokens, of a projection of what the head
 * reads. It is computed for rows that are gathered for it, however many there are.
 */
final class SoftmaxTail {
  private final SoftmaxClusters clusters;
  private final int index;
  private final int hiddenSize;
  private final int width;
  private final PlainProduct product;
  private final Rows rows;
  private final ColumnSoftmax softmax;
  private final Optional<OneDnnTail> training; // empty without oneDNN
  private final Map<Integer, PortableSoftmaxBlock> blocks = new HashMap<>(); // by rows

  /**
   * Memory that the clusters of a kernel use one after the other; it is given back with the
   * kernel's.
   *
   * @param gathered [rows, hiddenSize]
   * @param projected [rows, width]
   * @param gradient of the projected
   * @param narrow [rows, width]
   * @param powers of logits
   */
  record Rows(
      FloatPointer gathered,
      FloatPointer projected,
      FloatPointer gradient,
      FloatPointer narrow,
      FloatPointer powers) {

    static Rows of(SoftmaxClusters clusters, int rows, Resources resources) {
      long width = clusters.width(0); // the widest
      int filledUp = OneDnnTail.filledUp(rows);
      return new Rows(
          allocate(resources, (long) rows * clusters.hiddenSize()),
          allocate(resources, filledUp * width),
          allocate(resources, filledUp * width),
          allocate(resources, rows * width),
          allocate(resources, room(clusters, rows)));
    }

    private static long room(SoftmaxClusters clusters, int rows) {
      return IntStream.range(0, clusters.clusters())
          .map(clusters::size)
          .mapToLong(size -> Math.max(ColumnSoftmax.room(rows, size), OneDnnTail.room(rows, size)))
          .max()
          .orElseThrow();
    }

    /** Allocates without setting it to zero: what no step has touched takes no memory then. */
    private static FloatPointer allocate(Resources resources, long values) {
      FloatPointer memory = new FloatPointer(values);
      return resources.own(memory, memory::deallocate);
    }
  }

  /**
   * @param training makes what trains the cluster, of its width, its size and memory for powers
   */
  SoftmaxTail(
      SoftmaxClusters clusters, int index, PlainProduct product, Rows rows, Training training) {
    this.clusters = clusters;
    this.index = index;
    this.hiddenSize = clusters.hiddenSize();
    this.width = clusters.width(index);
    this.product = product;
    this.rows = rows;
    this.softmax =
        new ColumnSoftmax(width, clusters.size(index), product, rows.powers(), rows.narrow());
    this.training = training.of(width, clusters.size(index), rows.powers());
  }

  /** Makes what is faster than products and loops, where there is something. */
  @FunctionalInterface
  interface Training {
    Optional<OneDnnTail> of(int width, int size, FloatPointer powers);
  }

  /**
   * Returns the loss of some rows, and its gradients.
   *
   * @param chosen the rows
   * @param targets theirs, counted from the cluster's first token
   * @param hiddenGradient what is added to
   * @param gradients receive those of the cluster's parameters
   */
  double train(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      int[] chosen,
      int[] targets,
      FloatPointer hiddenGradient,
      SoftmaxParameters gradients) {
    FloatPointer projection = parameters.weights().getPointer(clusters.projection(index));
    FloatPointer ofProjection = gradients.weights().getPointer(clusters.projection(index));
    if (chosen.length == 0) {
      zero(ofProjection, gradients);
      return 0;
    }
    project(projection, hidden, chosen);
    int count = chosen.length;
    ColumnSoftmax.Task task = task(parameters, targets);
    SoftmaxParameters within = clusters.within(index, gradients);
    double loss =
        faster(task, count, within).orElseGet(() -> softmax.train(task, rows.gradient(), within));
    product.multiply(
        true, false, width, hiddenSize, count, rows.gradient(), rows.gathered(), 0, ofProjection);
    product.multiply(
        false, false, count, hiddenSize, width, rows.gradient(), projection, 0, rows.gathered());
    for (int i = 0; i < count; i++) {
      Vectors.add(row(hiddenGradient, chosen[i]), 1, row(rows.gathered(), i), hiddenSize);
    }
    return loss;
  }

  /** Trains with what is faster, where that can be, after filling up what is projected by zeros. */
  private OptionalDouble faster(ColumnSoftmax.Task task, int count, SoftmaxParameters within) {
    if (training.isEmpty()) {
      return OptionalDouble.empty();
    }
    long values = (long) (OneDnnTail.filledUp(count) - count) * width;
    Pointer.memset(rows.projected().getPointer((long) count * width), 0, values * Float.BYTES);
    return training.orElseThrow().train(task, rows.gradient(), within);
  }

  private void zero(FloatPointer ofProjection, SoftmaxParameters gradients) {
    long values = (long) width * (hiddenSize + clusters.size(index));
    Pointer.memset(ofProjection, 0, values * Float.BYTES);
    Pointer.memset(
        clusters.within(index, gradients).bias(), 0, (long) clusters.size(index) * Float.BYTES);
  }

  /** Returns the loss within the cluster of each of some rows. */
  double[] losses(SoftmaxParameters parameters, FloatPointer hidden, int[] chosen, int[] targets) {
    if (chosen.length == 0) {
      return new double[0];
    }
    project(parameters.weights().getPointer(clusters.projection(index)), hidden, chosen);
    return softmax.losses(task(parameters, targets));
  }

  /** Returns the entropy of the distribution within the cluster, in nats, of each of some rows. */
  double[] entropies(SoftmaxParameters parameters, FloatPointer hidden, int... chosen) {
    if (chosen.length == 0) {
      return new double[0];
    }
    project(parameters.weights().getPointer(clusters.projection(index)), hidden, chosen);
    return softmax.entropies(task(parameters, new int[chosen.length])); // of whatever targets
  }

  private ColumnSoftmax.Task task(SoftmaxParameters parameters, int... targets) {
    return new ColumnSoftmax.Task(clusters.within(index, parameters), rows.projected(), targets);
  }

  /**
   * Computes the distributions within the cluster, for the first rows of what is read.
   *
   * @param into receives [count, size]; the same memory each time
   */
  void probabilities(
      SoftmaxParameters parameters, FloatPointer hidden, int count, FloatPointer into) {
    FloatPointer projection = parameters.weights().getPointer(clusters.projection(index));
    product.multiply(
        false, true, count, width, hiddenSize, hidden, projection, 0, rows.projected());
    blocks
        .computeIfAbsent(count, rowsOfBlock -> block(rowsOfBlock, into))
        .probabilities(clusters.within(index, parameters), rows.projected());
  }

  private PortableSoftmaxBlock block(int count, FloatPointer into) {
    SoftmaxShape shape = new SoftmaxShape(width, clusters.size(index), count);
    return new PortableSoftmaxBlock(shape, count, product, into);
  }

  private void project(FloatPointer projection, FloatPointer hidden, int... chosen) {
    for (int i = 0; i < chosen.length; i++) {
      Pointer.memcpy(
          row(rows.gathered(), i), row(hidden, chosen[i]), (long) hiddenSize * Float.BYTES);
    }
    product.multiply(
        false,
        true,
        chosen.length,
        width,
        hiddenSize,
        rows.gathered(),
        projection,
        0,
        rows.projected());
  }

  private FloatPointer row(FloatPointer of, int index) {
    return of.getPointer((long) index * hiddenSize);
  }
}
