package org.rnnlm.kernel;

import java.util.Random;

/**
 * What a recurrent kernel is given in a test. Activations are in the order [step, sequence, unit],
 * whatever the kernel's own is; parameters in that of {@link CellParameters}. All values are
 * singles, so that a kernel and its reference see the same.
 *
 * @param cellState [sequence, vector, unit], of which an sLSTM has two vectors
 * @param hiddenGradient the loss's with respect to the hidden state after the last step
 * @param cellGradient the same of the cell state
 * @param lastInputGradient the same of the last input, of cells that carry it on
 * @param mask [steps, batch]; null for none
 * @param scales of recurrent dropout, [batch, hiddenSize]; null for none
 */
record RecurrentTask(
    RecurrentShape shape,
    double[] inputWeights,
    double[] recurrentWeights,
    double[] bias,
    double[] input,
    double[] hidden,
    double[] cellState,
    double[] lastInput,
    double[] outputGradient,
    double[] hiddenGradient,
    double[] cellGradient,
    double[] lastInputGradient,
    double[] mask,
    double[] scales) {

  /** All values at random, the initial state among them, no mask and no dropout. */
  static RecurrentTask random(RecurrentShape shape, long seed) {
    Random random = new Random(seed);
    double scale = Math.min(0.6, 1.2 / Math.sqrt(shape.hiddenSize()));
    return new RecurrentTask(
        shape,
        normal(random, shape.inputWeights(), scale),
        normal(random, shape.recurrentWeights() + shape.peepholes(), scale),
        awayFromKinks(shape.cell(), normal(random, shape.biases(), 0.3)),
        normal(random, shape.inputs(), 1),
        normal(random, shape.states(), 0.5),
        normal(random, shape.cellStates(), 0.8),
        normal(random, shape.carriedInputs(), 1),
        normal(random, shape.outputs(), 1),
        normal(random, shape.states(), 1),
        normal(random, shape.cellStates(), 1),
        normal(random, shape.carriedInputs(), 1),
        null,
        null);
  }

  /**
   * Keeps candidates of min-GRU and min-LSTM off the point where their slope jumps, by which finite
   * differences and rounding would step: one unit above it, the next below.
   */
  private static double[] awayFromKinks(Cell cell, double... bias) {
    if (cell == Cell.MIN_GRU || cell == Cell.MIN_LSTM) {
      int candidates = bias.length / cell.biases() * (cell.biases() - 1); // the last block
      for (int i = candidates; i < bias.length; i++) {
        bias[i] += i % 2 == 0 ? 4 : -4;
      }
    }
    return bias;
  }

  /** The same with other parameters. */
  RecurrentTask withParameters(long seed) {
    RecurrentTask other = random(shape, seed);
    return new RecurrentTask(
        shape,
        other.inputWeights,
        other.recurrentWeights,
        other.bias,
        input,
        hidden,
        cellState,
        lastInput,
        outputGradient,
        hiddenGradient,
        cellGradient,
        lastInputGradient,
        mask,
        scales);
  }

  /** The window that follows: other inputs, the states that this one ended with. */
  RecurrentTask next(RecurrentResult result, long seed) {
    RecurrentTask other = random(shape, seed);
    return new RecurrentTask(
        shape,
        inputWeights,
        recurrentWeights,
        bias,
        other.input,
        singles(result.hidden()),
        singles(result.cellState()),
        singles(result.lastInput()),
        other.outputGradient,
        other.hiddenGradient,
        other.cellGradient,
        other.lastInputGradient,
        mask,
        scales);
  }

  /** Whose loss depends on the outputs alone. */
  RecurrentTask ofOutputs() {
    return new RecurrentTask(
        shape,
        inputWeights,
        recurrentWeights,
        bias,
        input,
        hidden,
        cellState,
        lastInput,
        outputGradient,
        new double[hiddenGradient.length],
        new double[cellGradient.length],
        new double[lastInputGradient.length],
        mask,
        scales);
  }

  RecurrentTask masked(double... steps) {
    return new RecurrentTask(
        shape,
        inputWeights,
        recurrentWeights,
        bias,
        input,
        hidden,
        cellState,
        lastInput,
        outputGradient,
        hiddenGradient,
        cellGradient,
        lastInputGradient,
        steps,
        scales);
  }

  /** With recurrent connections dropped at random. */
  RecurrentTask dropped(double dropout, long seed) {
    Random random = new Random(seed);
    double[] drawn = new double[Math.toIntExact(shape.states())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = random.nextDouble() < dropout ? 0 : (float) (1 / (1 - dropout));
    }
    return new RecurrentTask(
        shape,
        inputWeights,
        recurrentWeights,
        bias,
        input,
        hidden,
        cellState,
        lastInput,
        outputGradient,
        hiddenGradient,
        cellGradient,
        lastInputGradient,
        mask,
        drawn);
  }

  /** The loss that the task's gradients are those of. */
  double loss(RecurrentResult result) {
    return product(result.output(), outputGradient)
        + product(result.hidden(), hiddenGradient)
        + product(result.cellState(), cellGradient)
        + product(result.lastInput(), lastInputGradient);
  }

  private static double product(double[] values, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * gradient[i];
    }
    return sum;
  }

  private static double[] normal(Random random, long size, double scale) {
    double[] values = new double[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return values;
  }

  private static double[] singles(double[] values) {
    double[] rounded = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }
}
