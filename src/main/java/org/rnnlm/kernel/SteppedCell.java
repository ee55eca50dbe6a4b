package org.rnnlm.kernel;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What a cell does with its pre-activations, step by step, over [batch, hidden] values; and the
 * gradients of that. What the backward pass needs of the gates stays where they came from, since
 * memory that is written anew costs more than to compute.
 */
abstract class SteppedCell {
  /** For cells that carry nothing beside the hidden state. */
  private static final float[] NOTHING = {};

  final int values;
  final int steps;
  private final int units;
  private final float[][] biasSums; // [bias][values], summed over steps

  SteppedCell(RecurrentShape shape) {
    this.values = Math.toIntExact(shape.states());
    this.steps = shape.steps();
    this.units = shape.hiddenSize();
    this.biasSums = new float[shape.cell().biases()][shape.training() ? values : 0];
  }

  static SteppedCell of(RecurrentShape shape) {
    return switch (shape.cell()) {
      case SIMPLE_RNN -> new SteppedSimpleRnn(shape);
      case LSTM, PEEPHOLE_LSTM -> new SteppedLstm(shape);
      case GRU -> new SteppedGru(shape);
    };
  }

  /** Is called before the first step. */
  void begin(CellParameters parameters, FloatPointer cellState) {}

  /**
   * A step.
   *
   * @param input W x + b, and R h where the cell adds the two; receives the activated gates, in
   *     training
   * @param recurrent R h where it does not; receives what its backward pass needs of that
   * @param before the hidden state before the step
   * @param after receives it after the step
   */
  abstract void forward(
      int step, GateBlock input, GateBlock recurrent, float[] before, float[] after);

  /** Returns what is carried on beside the hidden state after a step; may be masked. */
  float[] carried(int step) {
    return NOTHING;
  }

  /** Is called after the last step. */
  void end(FloatPointer cellState) {}

  /**
   * Before the last step's backward pass.
   *
   * @param cellGradient of the cell state after the last step
   */
  void beginBackward(FloatPointer cellGradient) {
    for (float[] sums : biasSums) {
      Arrays.fill(sums, 0);
    }
  }

  /** Returns the gradient of what is carried on; may be masked. */
  float[] carriedGradient() {
    return NOTHING;
  }

  /**
   * A step backwards.
   *
   * @param gradient of the hidden state after the step; becomes what the cell hands on to the one
   *     before, beside the recurrent product's
   * @param before the hidden state before the step
   * @param input what {@link #forward} left there; receives the gradients of W x + b
   * @param recurrent the same; receives those of R h, where the cell does not add the two
   */
  abstract void backward(
      int step, float[] gradient, float[] before, GateBlock input, GateBlock recurrent);

  /**
   * After the first step's backward pass.
   *
   * @param cellGradient receives that of the cell state before the first step
   */
  void endBackward(FloatPointer cellGradient) {}

  /** Hands out the gradients of biases, and of peepholes, summed over steps and sequences. */
  void handOut(CellParameters gradients) {
    for (int i = 0; i < biasSums.length; i++) {
      handOut(biasSums[i], gradients.bias().getPointer((long) i * units));
    }
  }

  final void handOut(float[] sums, FloatPointer to) {
    float[] sum = new float[units];
    for (int i = 0; i < sums.length; i++) {
      sum[i % units] += sums[i];
    }
    to.put(sum, 0, units);
  }

  /** Adds a step's gradients to those of a bias. */
  final void addBias(int bias, float[] gradient) {
    SteppedLoops.add(biasSums[bias], gradient, values);
  }

  /** Returns a value of each unit for all sequences. */
  final float[] spread(FloatPointer ofUnits) {
    float[] each = new float[units];
    ofUnits.get(each, 0, units);
    float[] all = new float[values];
    for (int from = 0; from < values; from += units) {
      System.arraycopy(each, 0, all, from, units);
    }
    return all;
  }
}
