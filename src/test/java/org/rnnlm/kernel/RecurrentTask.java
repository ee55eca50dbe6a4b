package org.rnnlm.kernel;

import java.util.Random;

/**
 * What a recurrent kernel is given in a test. Activations are in the order [step, sequence, unit],
 * whatever the kernel's own is; parameters in that of {@link CellParameters}. All values are
 * singles, so that a kernel and its reference see the same.
 *
 * @param hiddenGradient the loss's with respect to the hidden state after the last step
 * @param cellGradient the same of the cell state
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
    double[] outputGradient,
    double[] hiddenGradient,
    double[] cellGradient,
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
        normal(random, shape.biases(), 0.3),
        normal(random, shape.inputs(), 1),
        normal(random, shape.states(), 0.5),
        normal(random, shape.cell().hasCellState() ? shape.states() : 0, 0.8),
        normal(random, shape.outputs(), 1),
        normal(random, shape.states(), 1),
        normal(random, shape.cell().hasCellState() ? shape.states() : 0, 1),
        null,
        null);
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
        outputGradient,
        hiddenGradient,
        cellGradient,
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
        other.outputGradient,
        other.hiddenGradient,
        other.cellGradient,
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
        outputGradient,
        new double[hiddenGradient.length],
        new double[cellGradient.length],
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
        outputGradient,
        hiddenGradient,
        cellGradient,
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
        outputGradient,
        hiddenGradient,
        cellGradient,
        mask,
        drawn);
  }

  /** The loss that the task's gradients are those of. */
  double loss(RecurrentResult result) {
    return product(result.output(), outputGradient)
        + product(result.hidden(), hiddenGradient)
        + product(result.cellState(), cellGradient);
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
