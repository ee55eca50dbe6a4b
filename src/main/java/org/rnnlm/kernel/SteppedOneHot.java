package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * An input of one-hot rows, as characters are: its product with the weights is a row of theirs for
 * each token, and the gradient of the weights a sum of rows. So neither takes a product.
 */
final class SteppedOneHot {
  /** Looking for the ones of wider rows would take as long as products do. */
  private static final int MOST_WIDTH = 512;

  /** Columns turned into rows together: a cache line of them, and their rows stay in the cache. */
  private static final int TILE = 16;

  private final RecurrentShape shape;
  private final int width;
  private final int columns; // gates * hidden
  private final int[] ids; // [steps * batch]
  private final float[][] sums; // [width][columns]: W x + b of each token; later their gradients
  private final float[] row;
  private final float[] weights; // as the caller has them, [columns, width]

  private SteppedOneHot(RecurrentShape shape) {
    this.shape = shape;
    this.width = shape.inputSize();
    this.columns = shape.cell().gates() * shape.hiddenSize();
    this.ids = new int[shape.steps() * shape.batch()];
    this.sums = new float[width][columns];
    this.row = new float[Math.max(width, columns)];
    this.weights = new float[width * columns];
  }

  /** Returns whether an input of a shape may be one-hot: it is data, narrow, and read alone. */
  static boolean maybe(RecurrentShape shape) {
    return shape.passes() == Passes.WEIGHT_GRADIENTS
        && shape.inputSize() <= MOST_WIDTH
        && !shape.cell().carriesInput();
  }

  static SteppedOneHot of(RecurrentShape shape) {
    return new SteppedOneHot(shape);
  }

  /** Takes an input over, and its products; returns false if a row of it is not one-hot. */
  boolean take(FloatPointer input, CellParameters parameters) {
    FloatBuffer values = new FloatPointer(input).capacity(shape.inputs()).asBuffer();
    for (int i = 0; i < ids.length; i++) {
      values.get(i * width, row, 0, width);
      ids[i] = hot();
      if (ids[i] < 0) {
        return false;
      }
    }
    multiply(parameters);
    return true;
  }

  /** Returns where the row at hand has its one; -1 if it is not one-hot. */
  private int hot() {
    int hot = -1;
    for (int i = 0; i < width; i++) {
      if (row[i] != 0) {
        if (row[i] != 1 || hot >= 0) {
          return -1;
        }
        hot = i;
      }
    }
    return hot;
  }

  private void multiply(CellParameters parameters) {
    parameters.input().get(weights, 0, weights.length);
    parameters.bias().get(row, 0, columns);
    for (int from = 0; from < columns; from += TILE) {
      int to = Math.min(columns, from + TILE);
      for (int id = 0; id < width; id++) {
        float[] sum = sums[id];
        for (int column = from; column < to; column++) {
          sum[column] = weights[column * width + id] + row[column];
        }
      }
    }
  }

  /** Returns W x + b of a step. */
  GateSource at(int step) {
    int units = shape.hiddenSize();
    int headSize = shape.headSize();
    return (group, into) -> {
      int first = step * shape.batch() + group.first();
      for (int i = 0; i < group.sequences(); i++) {
        float[] sum = sums[ids[first + i]];
        for (int head = 0; head < shape.heads(); head++) {
          int to = i * units + head * headSize;
          for (int gate = 0; gate < into.length; gate++) {
            System.arraycopy(sum, shape.column(gate, head), into[gate], to, headSize);
          }
        }
      }
    };
  }

  /** Is called before the first gradients of a backward pass. */
  void beginBackward() {
    for (float[] sum : sums) {
      Arrays.fill(sum, 0);
    }
  }

  /** Adds a step's gradients, [batch, columns], to those of its tokens. */
  void add(int step, SteppedGates gradients) {
    for (int i = 0; i < shape.batch(); i++) {
      gradients.readRow(i, row);
      SteppedLoops.add(sums[ids[step * shape.batch() + i]], row, columns);
    }
  }

  /** Hands out the gradients of the weights. */
  void handOut(FloatPointer gradient) {
    for (int from = 0; from < columns; from += TILE) {
      int to = Math.min(columns, from + TILE);
      for (int id = 0; id < width; id++) {
        float[] sum = sums[id];
        for (int column = from; column < to; column++) {
          weights[column * width + id] = sum[column];
        }
      }
    }
    gradient.put(weights, 0, weights.length);
  }
}
