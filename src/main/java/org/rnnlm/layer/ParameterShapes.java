package org.rnnlm.layer;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Arrays by name that lie one after the other in a vector, as the parameters of a layer do, and the
 * gradients of them.
 */
final class ParameterShapes {
  private ParameterShapes() {}

  /** Returns how many values an array of a shape has. */
  private static long size(long... shape) {
    long size = 1;
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }

  /** Returns how many values arrays have together. */
  static long size(Map<String, long[]> shapes) {
    return shapes.values().stream().mapToLong(ParameterShapes::size).sum();
  }

  /**
   * Adds views of a vector to a map.
   *
   * @param shapes the arrays' shapes, in their order; each is laid out column by column
   * @param vector what they are parts of, of rank 1
   * @param from where the first of them begins
   * @param into what the views are added to
   */
  static void put(
      Map<String, long[]> shapes, INDArray vector, long from, Map<String, INDArray> into) {
    long at = from;
    for (Map.Entry<String, long[]> shape : shapes.entrySet()) {
      long end = at + size(shape.getValue());
      into.put(
          shape.getKey(),
          vector.get(NDArrayIndex.interval(at, end)).reshape('f', shape.getValue()));
      at = end;
    }
  }
}
