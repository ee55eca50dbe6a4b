package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * What a cell does with its pre-activations, step by step, over [hidden, batch] values; and the
 * gradients of that. Keeps what the backward pass needs.
 */
abstract class PortableCell {
  final int values;
  final int batch;
  final int steps;
  private final float[] block;

  PortableCell(RecurrentShape shape, int values) {
    this.values = values;
    this.batch = shape.batch();
    this.steps = shape.steps();
    this.block = new float[values];
  }

  static PortableCell of(RecurrentShape shape, int values) {
    return switch (shape.cell()) {
      case SIMPLE_RNN -> new PortableSimpleRnn(shape, values);
      case LSTM, PEEPHOLE_LSTM -> new PortableLstm(shape, values);
      case GRU -> new PortableGru(shape, values);
    };
  }

  /** Before the first step. */
  void begin(FloatPointer peepholes, FloatPointer cellState) {}

  /**
   * A step.
   *
   * @param input W x + b, a block of values a gate
   * @param recurrent R h + b', the same
   * @param before the hidden state before the step
   * @param after receives it after the step
   */
  abstract void forward(
      int step, FloatPointer input, FloatPointer recurrent, float[] before, float[] after);

  /** Masks what the cell carries beside the hidden state. */
  void mask(int step, float[] sequences) {}

  /** After the last step. */
  void end(FloatPointer cellState) {}

  /**
   * Before the last step's backward pass.
   *
   * @param cellGradient of the cell state after the last step
   */
  void beginBackward(FloatPointer cellGradient) {}

  void maskGradient(float[] sequences) {}

  /**
   * A step backwards.
   *
   * @param gradient of the hidden state after the step; becomes what the cell hands on to the one
   *     before, beside the recurrent product's
   * @param before the hidden state before the step
   * @param input receives the gradients of W x + b
   * @param recurrent receives those of R h + b'
   */
  abstract void backward(
      int step, float[] gradient, float[] before, FloatPointer input, FloatPointer recurrent);

  /**
   * After the first step's backward pass.
   *
   * @param cellGradient receives that of the cell state before the first step
   */
  void endBackward(FloatPointer cellGradient) {}

  /** Hands out the gradients of bias and peepholes, summed over steps and sequences. */
  abstract void handOut(FloatPointer bias, FloatPointer peepholes);

  /** A gate's block of a product. */
  final void read(FloatPointer product, int gate, float[] into) {
    product.getPointer((long) gate * values).get(into, 0, values);
  }

  final void write(float[] from, FloatPointer product, int gate) {
    product.getPointer((long) gate * values).put(from, 0, values);
  }

  /** The sum of a gate's blocks of both products. */
  final void sum(FloatPointer input, FloatPointer recurrent, int gate, float[] into) {
    read(input, gate, into);
    read(recurrent, gate, block);
    for (int i = 0; i < values; i++) {
      into[i] += block[i];
    }
  }

  /** Adds a gradient to a sum over sequences, unit by unit. */
  final void addUnits(float[] gradient, float[] sums, int at) {
    for (int unit = 0; unit < values / batch; unit++) {
      float sum = 0;
      for (int b = 0; b < batch; b++) {
        sum += gradient[unit * batch + b];
      }
      sums[at + unit] += sum;
    }
  }

  /** Multiplies by one factor a sequence; by nothing if there is none. */
  static void multiply(float[] state, float[] sequences) {
    if (sequences == null) {
      return;
    }
    for (int from = 0; from < state.length; from += sequences.length) {
      for (int b = 0; b < sequences.length; b++) {
        state[from + b] *= sequences[b];
      }
    }
  }
}
