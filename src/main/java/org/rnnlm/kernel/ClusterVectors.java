package org.rnnlm.kernel;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The vectors of an adaptive softmax as those of an embedding (adaptive input representations,
 * tied: Baevski and Auli, arXiv 1809.10853, sections 3 and 4.2). A token of the head has its
 * weights; one of a cluster has its vector there, turned by the cluster's projection the other way
 * round.
 */
public final class ClusterVectors {
  private final SoftmaxClusters clusters;
  private final PlainProduct product;

  ClusterVectors(SoftmaxClusters clusters, PlainProduct product) {
    this.clusters = clusters;
    this.product = product;
  }

  /**
   * Looks vectors up.
   *
   * @param ids of the rows
   * @param into receives [rows, hiddenSize]
   */
  public void read(SoftmaxParameters parameters, int[] ids, FloatPointer into) {
    clusters.check("weights", parameters);
    long bytes = (long) clusters.hiddenSize() * Float.BYTES;
    for (int row = 0; row < ids.length; row++) {
      if (clusters.cluster(ids[row]) < 0) {
        Pointer.memcpy(hidden(into, row), hidden(parameters.weights(), ids[row]), bytes);
      }
    }
    for (int cluster = 0; cluster < clusters.clusters(); cluster++) {
      int[] rows = rows(cluster, ids);
      if (rows.length > 0) {
        read(parameters, cluster, rows, ids, into);
      }
    }
  }

  private void read(
      SoftmaxParameters parameters, int cluster, int[] rows, int[] ids, FloatPointer into) {
    int width = clusters.width(cluster);
    int size = clusters.hiddenSize();
    Resources memory = new Resources();
    try (memory) {
      FloatPointer narrow = Steps.allocate(memory, (long) rows.length * width);
      FloatPointer wide = Steps.allocate(memory, (long) rows.length * size);
      gather(parameters, cluster, rows, ids, narrow);
      FloatPointer projection = parameters.weights().getPointer(clusters.projection(cluster));
      product.multiply(false, false, rows.length, size, width, narrow, projection, 0, wide);
      for (int i = 0; i < rows.length; i++) {
        Pointer.memcpy(hidden(into, rows[i]), hidden(wide, i), (long) size * Float.BYTES);
      }
    }
  }

  private void gather(
      SoftmaxParameters parameters, int cluster, int[] rows, int[] ids, FloatPointer narrow) {
    int width = clusters.width(cluster);
    for (int i = 0; i < rows.length; i++) {
      Pointer.memcpy(
          narrow.getPointer((long) i * width),
          vector(parameters, cluster, ids[rows[i]]),
          (long) width * Float.BYTES);
    }
  }

  /**
   * Adds the gradients of vectors to those of the parameters, token by token in the order of rows.
   *
   * @param ids of the rows
   * @param ofVectors [rows, hiddenSize]
   */
  public void add(
      SoftmaxParameters parameters,
      int[] ids,
      FloatPointer ofVectors,
      SoftmaxParameters gradients) {
    clusters.check("gradients", gradients);
    for (int row = 0; row < ids.length; row++) {
      if (clusters.cluster(ids[row]) < 0) {
        Vectors.add(
            hidden(gradients.weights(), ids[row]),
            1,
            hidden(ofVectors, row),
            clusters.hiddenSize());
      }
    }
    for (int cluster = 0; cluster < clusters.clusters(); cluster++) {
      int[] rows = rows(cluster, ids);
      if (rows.length > 0) {
        add(parameters, cluster, rows, ids, ofVectors, gradients);
      }
    }
  }

  private void add(
      SoftmaxParameters parameters,
      int cluster,
      int[] rows,
      int[] ids,
      FloatPointer ofVectors,
      SoftmaxParameters gradients) {
    int width = clusters.width(cluster);
    int size = clusters.hiddenSize();
    long projection = clusters.projection(cluster);
    Resources memory = new Resources();
    try (memory) {
      FloatPointer narrow = Steps.allocate(memory, (long) rows.length * width);
      FloatPointer wide = Steps.allocate(memory, (long) rows.length * size);
      for (int i = 0; i < rows.length; i++) {
        Pointer.memcpy(hidden(wide, i), hidden(ofVectors, rows[i]), (long) size * Float.BYTES);
      }
      gather(parameters, cluster, rows, ids, narrow);
      FloatPointer ofProjection = gradients.weights().getPointer(projection);
      product.multiply(true, false, width, size, rows.length, narrow, wide, 1, ofProjection);
      FloatPointer factor = parameters.weights().getPointer(projection);
      product.multiply(false, true, rows.length, width, size, wide, factor, 0, narrow);
      for (int i = 0; i < rows.length; i++) {
        Vectors.add(
            vector(gradients, cluster, ids[rows[i]]),
            1,
            narrow.getPointer((long) i * width),
            width);
      }
    }
  }

  private int[] rows(int cluster, int... ids) {
    return IntStream.range(0, ids.length)
        .filter(row -> clusters.cluster(ids[row]) == cluster)
        .toArray();
  }

  private FloatPointer vector(SoftmaxParameters of, int cluster, int id) {
    long within = (long) (id - clusters.first(cluster)) * clusters.width(cluster);
    return of.weights().getPointer(clusters.vectors(cluster) + within);
  }

  private FloatPointer hidden(FloatPointer of, int row) {
    return of.getPointer((long) row * clusters.hiddenSize());
  }
}
