package org.rnnlm.exchange;

import java.util.Arrays;
import java.util.Objects;
import org.rnnlm.text.Text;

/**
 * A named array of 32-bit floats.
 *
 * @param name as the reader's program knows it, such as {@code rnn.weight_ih_l0}
 * @param shape its dimensions, outermost first
 * @param values all values, row by row: the last dimension runs fastest
 */
record Tensor(String name, int[] shape, float[] values) {
  Tensor {
    Objects.requireNonNull(name, "name");
    long expected = 1;
    for (int dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException(name + " has shape " + Arrays.toString(shape));
      }
      expected = Math.multiplyExact(expected, dimension);
    }
    if (expected != values.length) {
      throw new IllegalArgumentException(
          Text.format(
              "%s has shape %s, but %,d values", name, Arrays.toString(shape), values.length));
    }
  }

  /** Returns a vector. */
  static Tensor vector(String name, float[] values) {
    return new Tensor(name, new int[] {values.length}, values);
  }

  /** Returns a matrix, its values given row by row. */
  static Tensor matrix(String name, int rows, int columns, float[] values) {
    return new Tensor(name, new int[] {rows, columns}, values);
  }

  /** Returns how many values lie behind one index of the first dimension. */
  int rowLength() {
    return shape[0] == 0 ? 0 : values.length / shape[0];
  }

  /** Returns this tensor with its rows' blocks in another order. */
  Tensor blocks(int[] order) {
    int block = values.length / order.length;
    float[] arranged = new float[values.length];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(values, order[i] * block, arranged, i * block, block);
    }
    return new Tensor(name, shape, arranged);
  }

  Tensor named(String other) {
    return new Tensor(other, shape, values);
  }
}
