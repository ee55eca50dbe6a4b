package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

/** What a kernel or its reference makes of a {@link RecurrentTask}, in the same orders. */
record RecurrentResult(
    double[] output,
    double[] hidden,
    double[] cellState,
    double[] lastInput,
    double[] inputGradient,
    double[] inputWeightGradient,
    double[] recurrentWeightGradient,
    double[] biasGradient,
    double[] initialHiddenGradient,
    double[] initialCellGradient,
    double[] initialInputGradient) {

  /**
   * @param tolerance relative to the largest of each kind of value
   */
  void assertMatches(RecurrentResult expected, double tolerance) {
    assertForwardMatches(expected, tolerance);
    assertClose("input gradient", inputGradient, expected.inputGradient, tolerance);
    assertClose(
        "input weight gradient", inputWeightGradient, expected.inputWeightGradient, tolerance);
    assertClose(
        "recurrent weight gradient",
        recurrentWeightGradient,
        expected.recurrentWeightGradient,
        tolerance);
    assertClose("bias gradient", biasGradient, expected.biasGradient, tolerance);
    assertClose(
        "initial hidden state's gradient",
        initialHiddenGradient,
        expected.initialHiddenGradient,
        tolerance);
    assertClose(
        "initial cell state's gradient",
        initialCellGradient,
        expected.initialCellGradient,
        tolerance);
    assertClose(
        "gradient of the input before the first",
        initialInputGradient,
        expected.initialInputGradient,
        tolerance);
  }

  void assertForwardMatches(RecurrentResult expected, double tolerance) {
    assertClose("output", output, expected.output, tolerance);
    assertClose("final hidden state", hidden, expected.hidden, tolerance);
    assertClose("final cell state", cellState, expected.cellState, tolerance);
    assertClose("last input", lastInput, expected.lastInput, tolerance);
  }

  private static void assertClose(
      String what, double[] actual, double[] expected, double tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    assertThat(Deviation.relative(actual, expected)).as(what).isLessThanOrEqualTo(tolerance);
  }
}
