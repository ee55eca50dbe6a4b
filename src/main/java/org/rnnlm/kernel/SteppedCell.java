package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What a cell does with its pre-activations, step by step and group by group, over [sequences,
 * hidden] values; and the gradients of that. What the backward pass needs of the gates stays where
 * they came from, and the arrays of a step are those of all groups, since memory that is written
 * anew costs more than to compute.
 */
abstract class SteppedCell {
  /** For cells that carry nothing beside the hidden state. */
  private static final float[][] NOTHING = {};

  final List<SequenceGroup> groups;
  final int steps;
  private final int units;
  private final RecurrentShape shape;
  private final float[][] parts; // [gate][values]
  private final float[][] biasSums; // [bias][values], summed over steps and groups

  SteppedCell(RecurrentShape shape) {
    this.shape = shape;
    this.groups = SequenceGroup.of(shape);
    this.steps = shape.steps();
    this.units = shape.hiddenSize();
    this.parts = arrays(shape.cell().gates());
    this.biasSums = shape.training() ? arrays(shape.cell().biases()) : new float[0][];
  }

  static SteppedCell of(RecurrentShape shape) {
    return switch (shape.cell()) {
      case SIMPLE_RNN -> new SteppedSimpleRnn(shape);
      case LSTM, PEEPHOLE_LSTM -> new SteppedLstm(shape);
      case GRU -> new SteppedGru(shape);
      case MIN_GRU -> new SteppedMinGru(shape);
      case MIN_LSTM -> new SteppedMinLstm(shape);
      case QRNN -> new SteppedQrnn(shape);
      case SLSTM -> new SteppedSlstm(shape);
    };
  }

  /** Makes an array that holds the values of any group. */
  final float[] array() {
    return new float[groups.get(0).values()];
  }

  final float[][] arrays(int count) {
    return new float[count][groups.get(0).values()];
  }

  /** Makes an array for each group. */
  final float[][] ofGroups() {
    return groups.stream().map(group -> new float[group.values()]).toArray(float[][]::new);
  }

  /** Is called before the first step. */
  void begin(CellParameters parameters, FloatBuffer cellState) {}

  /**
   * A step of a group.
   *
   * @param gates what it is computed from
   * @param before the hidden state before the step
   * @param after receives it after the step
   */
  abstract void forward(
      int step, SequenceGroup group, StepGates gates, float[] before, float[] after);

  /** Reads the sums of both parts of the gates' pre-activations. */
  final void readSums(SequenceGroup group, StepGates from, float[][] into) {
    from.input().read(group, into);
    from.recurrent().read(group, parts);
    for (int gate = 0; gate < into.length; gate++) {
      SteppedLoops.add(into[gate], parts[gate], group.values());
    }
  }

  /** Returns whether the backward pass needs the hidden states of all steps. */
  boolean needsStates() {
    return true;
  }

  /**
   * Returns what the layer gives of a group's hidden states: themselves, but for cells that
   * normalize them.
   */
  float[] given(SequenceGroup group, float[] hidden) {
    return hidden;
  }

  /**
   * Turns the gradients of what the layer gives into those of the hidden states.
   *
   * @param hidden the states after the step, where the cell needs them
   */
  void givenBackward(SequenceGroup group, float[] hidden, float[] gradient) {}

  /** Returns what is carried on beside the hidden state after a step; may be masked. */
  float[][] carried(int step, SequenceGroup group) {
    return NOTHING;
  }

  /** Is called after the last step. */
  void end(FloatBuffer cellState) {}

  /**
   * Before the last step's backward pass.
   *
   * @param cellGradient of the cell state after the last step
   */
  void beginBackward(FloatBuffer cellGradient) {
    for (float[] sums : biasSums) {
      Arrays.fill(sums, 0);
    }
  }

  /** Returns the gradients of what is carried on; may be masked. */
  float[][] carriedGradient(SequenceGroup group) {
    return NOTHING;
  }

  /**
   * A step of a group backwards.
   *
   * @param gradient of the hidden state after the step; becomes what the cell hands on to the one
   *     before, beside the recurrent product's
   * @param before the hidden state before the step, where the cell needs it
   * @param gates what it is computed from, and goes to
   */
  abstract void backward(
      int step, SequenceGroup group, float[] gradient, float[] before, StepGradients gates);

  /**
   * After the first step's backward pass.
   *
   * @param cellGradient receives that of the cell state before the first step
   */
  void endBackward(FloatBuffer cellGradient) {}

  /** Hands out the gradients of biases, and of peepholes, summed over steps and sequences. */
  void handOut(CellParameters gradients) {
    for (int i = 0; i < biasSums.length; i++) {
      if (i < shape.cell().gates()) {
        handOutGate(i, gradients.bias());
      } else {
        handOut(biasSums[i], gradients.bias().getPointer((long) i * units));
      }
    }
  }

  private void handOutGate(int gate, FloatPointer to) {
    float[] sum = sum(biasSums[gate]);
    for (int head = 0; head < shape.heads(); head++) {
      int from = head * shape.headSize();
      to.getPointer(shape.column(gate, head)).put(sum, from, shape.headSize());
    }
  }

  final void handOut(float[] sums, FloatPointer to) {
    to.put(sum(sums), 0, units);
  }

  private float[] sum(float[] sums) {
    float[] sum = new float[units];
    for (int from = 0; from < sums.length; from += units) {
      for (int i = 0; i < units; i++) {
        sum[i] += sums[from + i];
      }
    }
    return sum;
  }

  /** Adds a step's gradients to those of a bias. */
  final void addBias(int bias, float[] gradient, int length) {
    SteppedLoops.add(biasSums[bias], gradient, length);
  }

  /** Copies a state of the batch into an array a group. */
  final void take(FloatBuffer state, float[][] into) {
    for (SequenceGroup group : groups) {
      state.get(group.start(), into[group.index()], 0, group.values());
    }
  }

  /** Copies an array a group into a state of the batch. */
  final void give(float[][] from, FloatBuffer state) {
    for (SequenceGroup group : groups) {
      state.put(group.start(), from[group.index()], 0, group.values());
    }
  }

  /** Returns a value of each unit for all sequences of a group. */
  final float[] spread(FloatPointer ofUnits) {
    float[] each = new float[units];
    ofUnits.get(each, 0, units);
    float[] all = array();
    for (int from = 0; from < all.length; from += units) {
      System.arraycopy(each, 0, all, from, units);
    }
    return all;
  }
}
