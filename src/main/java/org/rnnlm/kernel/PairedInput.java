package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The input of each step with the one before it beside it, for cells whose products are of both: a
 * convolution of width two over time, which never sees what follows (Bradbury et al., arXiv
 * 1611.01576, section 2). Before the first step stands the last input of the steps before these; a
 * step that is masked is zeros to the one that follows, as before the beginning of a sequence.
 */
final class PairedInput {
  private final RecurrentShape shape;
  private final int width;
  private final FloatPointer pairs; // [steps, batch, 2, width]
  private final FloatPointer ofPairs; // gradients of them; empty where the input needs none
  private final float[] row;
  private final float[] other;
  private float[] mask; // [steps, batch]; null for none

  PairedInput(Resources resources, RecurrentShape shape) {
    this.shape = shape;
    this.width = shape.inputSize();
    this.pairs = Steps.allocate(resources, 2 * shape.inputs());
    this.ofPairs = Steps.allocate(resources, shape.passes() == Passes.ALL ? 2 * shape.inputs() : 0);
    this.row = new float[width];
    this.other = new float[width];
  }

  /**
   * Pairs what comes.
   *
   * @param before the last input of the steps before these, [batch, width]
   * @param last receives that of these
   * @param present [steps, batch] of 0 and 1; null if all steps are there
   * @return [steps, batch, 2, width]
   */
  FloatPointer take(FloatPointer input, FloatPointer before, FloatPointer last, float[] present) {
    mask = present;
    FloatBuffer from = buffer(input, shape.inputs());
    FloatBuffer into = buffer(pairs, 2 * shape.inputs());
    FloatBuffer earlier = buffer(before, shape.carriedInputs());
    FloatBuffer end = buffer(last, shape.carriedInputs());
    int batch = shape.batch();
    int rows = shape.steps() * batch;
    for (int i = 0; i < batch; i++) {
      earlier.get(i * width, row, 0, width);
      into.put((2 * i + 1) * width, row, 0, width);
    }
    for (int i = 0; i < rows; i++) {
      from.get(i * width, row, 0, width);
      into.put(2 * i * width, row, 0, width);
      float[] shown = isThere(i) ? row : zeros();
      if (i + batch < rows) {
        into.put((2 * (i + batch) + 1) * width, shown, 0, width);
      } else {
        end.put((i + batch - rows) * width, shown, 0, width);
      }
    }
    return pairs;
  }

  private float[] zeros() {
    Arrays.fill(other, 0);
    return other;
  }

  private boolean isThere(int row) {
    return mask == null || mask[row] != 0;
  }

  /** Returns where the gradients of the pairs are to be put. */
  FloatPointer gradient() {
    return ofPairs;
  }

  /**
   * Adds up the gradients of an input's two places.
   *
   * @param ofInput receives those of the input
   * @param ofLast those of the last input, as it is carried on
   * @param ofBefore receives those of the last input before these
   */
  void handOut(FloatPointer ofInput, FloatPointer ofLast, FloatPointer ofBefore) {
    FloatBuffer from = buffer(ofPairs, 2 * shape.inputs());
    FloatBuffer into = buffer(ofInput, shape.inputs());
    FloatBuffer end = buffer(ofLast, shape.carriedInputs());
    FloatBuffer earlier = buffer(ofBefore, shape.carriedInputs());
    int batch = shape.batch();
    int rows = shape.steps() * batch;
    for (int i = 0; i < batch; i++) {
      from.get((2 * i + 1) * width, row, 0, width);
      earlier.put(i * width, row, 0, width);
    }
    for (int i = 0; i < rows; i++) {
      from.get(2 * i * width, row, 0, width);
      if (isThere(i)) {
        if (i + batch < rows) {
          from.get((2 * (i + batch) + 1) * width, other, 0, width);
        } else {
          end.get((i + batch - rows) * width, other, 0, width);
        }
        SteppedLoops.add(row, other, width);
      }
      into.put(i * width, row, 0, width);
    }
  }

  private static FloatBuffer buffer(FloatPointer memory, long size) {
    return new FloatPointer(memory).capacity(size).asBuffer();
  }
}
