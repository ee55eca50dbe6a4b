package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What kernels refuse, before native code would write where it must not. */
class KernelEdgesTest {
  private static final RecurrentShape TRAINING =
      new RecurrentShape(Cell.PEEPHOLE_LSTM, 5, 7, 3, 4, true);
  private static final RecurrentShape INFERENCE =
      new RecurrentShape(Cell.PEEPHOLE_LSTM, 5, 7, 3, 4, false);
  private static final SoftmaxShape SOFTMAX = new SoftmaxShape(5, 11, 6);
  private static final int[] TARGETS = {0, 1, 2, 3, 4, 5};

  private static CellParameters parameters(Floats floats, long input, long recurrent, long bias) {
    return new CellParameters(floats.empty(input), floats.empty(recurrent), floats.empty(bias));
  }

  private static CellParameters parameters(Floats floats) {
    return parameters(floats, 5 * 28, 7 * (28 + 3), 28);
  }

  @Test
  void shapesHaveNoSizeBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurrentShape(Cell.LSTM, 0, 7, 3, 4, true))
        .withMessage("input size is 0, it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurrentShape(Cell.LSTM, 5, -7, 3, 4, true))
        .withMessage("hidden size is -7, it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurrentShape(Cell.LSTM, 5, 7, 0, 4, true))
        .withMessage("batch is 0, it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurrentShape(Cell.LSTM, 5, 7, 3, -4, true))
        .withMessage("steps is -4, it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftmaxShape(-5, 11, 6))
        .withMessage("hidden size is -5, it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftmaxShape(5, 0, 6))
        .withMessage("vocabulary size is 0, it must be at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoftmaxShape(5, 11, 0))
        .withMessage("rows is 0, it must be at least 1");
  }

  @Test
  void nothingIsNull() {
    FloatPointer some = new FloatPointer();
    assertThatNullPointerException()
        .isThrownBy(() -> new RecurrentShape(null, 5, 7, 3, 4, true))
        .withMessage("cell");
    assertThatNullPointerException()
        .isThrownBy(() -> new CellParameters(some, null, some))
        .withMessage("recurrent");
    assertThatNullPointerException()
        .isThrownBy(() -> new SoftmaxParameters(some, null))
        .withMessage("bias");
  }

  @Test
  void blocksOfRowsStayWithinTheirLimit() {
    assertThat(new SoftmaxShape(5, 11, 700_000).blocks()).isOne();
    assertThat(new SoftmaxShape(5, 10_000, 839).blocks()).isEqualTo(2);
    assertThat(new SoftmaxShape(5, 10_000, 839).blockRows()).isEqualTo(420);
    assertThat(new SoftmaxShape(5, 9_000_000, 4).blocks()).isEqualTo(4);
    assertThat(new SoftmaxShape(5, 9_000_000, 4).blockRows()).isOne();
  }

  @ParameterizedTest
  @EnumSource
  void inferenceKernelsHaveNoBackwardPass(Implementation implementation) {
    try (Floats floats = new Floats();
        RecurrentKernel kernel = implementation.recurrent(INFERENCE)) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  kernel.backward(
                      parameters(floats),
                      floats.empty(60),
                      floats.empty(84),
                      floats.empty(60),
                      parameters(floats)))
          .withMessageStartingWith("this kernel was made for inference");
    }
  }

  @ParameterizedTest
  @EnumSource
  void memoryThatIsTooSmallIsRefusedInTheForwardPass(Implementation implementation) {
    try (Floats floats = new Floats();
        RecurrentKernel kernel = implementation.recurrent(INFERENCE)) {
      assertForwardRefuses(
              kernel, parameters(floats, 139, 217, 28), floats.empty(60), floats.empty(84))
          .withMessage("139 values of the input weights where 140 are needed");
      assertForwardRefuses(
              kernel, parameters(floats, 140, 196, 28), floats.empty(60), floats.empty(84))
          .withMessage("196 values of the recurrent weights where 217 are needed");
      assertForwardRefuses(
              kernel, parameters(floats, 140, 217, 27), floats.empty(60), floats.empty(84))
          .withMessage("27 values of the bias weights where 28 are needed");
      assertForwardRefuses(kernel, parameters(floats), floats.empty(59), floats.empty(84))
          .withMessage("59 values of the input where 60 are needed");
      assertForwardRefuses(kernel, parameters(floats), floats.empty(60), floats.empty(83))
          .withMessage("83 values of the output where 84 are needed");
    }
  }

  private static ThrowableAssertAlternative<IllegalArgumentException> assertForwardRefuses(
      RecurrentKernel kernel, CellParameters parameters, FloatPointer in, FloatPointer out) {
    return assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.forward(parameters, in, out));
  }

  @ParameterizedTest
  @EnumSource
  void memoryThatIsTooSmallIsRefusedInTheBackwardPass(Implementation implementation) {
    try (Floats floats = new Floats();
        RecurrentKernel kernel = implementation.recurrent(TRAINING)) {
      CellParameters whole = parameters(floats);
      FloatPointer in = floats.empty(60);
      FloatPointer out = floats.empty(84);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.backward(whole, in, floats.empty(83), in, whole))
          .withMessage("83 values of the output's gradient where 84 are needed");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.backward(whole, in, out, floats.empty(59), whole))
          .withMessage("59 values of the input's gradient where 60 are needed");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.backward(whole, in, out, in, parameters(floats, 140, 196, 28)))
          .withMessage("196 values of the recurrent gradients where 217 are needed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void pointersWithAPositionAreRefusedAndThoseThatMovedAreTaken(Implementation implementation) {
    RecurrentTask task = RecurrentTask.random(INFERENCE, 1);
    try (Floats floats = new Floats();
        RecurrentKernel kernel = implementation.recurrent(INFERENCE)) {
      CellParameters parameters =
          new CellParameters(
              floats.of(task.inputWeights()),
              floats.of(task.recurrentWeights()),
              floats.of(task.bias()));
      FloatPointer longer = floats.empty(3 + 60);
      longer.getPointer(3).put(singles(task.input()));
      FloatPointer output = floats.empty(84);

      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> kernel.forward(parameters, new FloatPointer(longer).position(3), output))
          .withMessage(
              "the pointer to the input has position 3; move its address instead, by getPointer");
      kernel.forward(parameters, longer.getPointer(3), output);
      assertThat(Floats.read(output)).doesNotContain(Double.NaN);
    }
  }

  private static float[] singles(double[] values) {
    float[] singles = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      singles[i] = (float) values[i];
    }
    return singles;
  }

  @ParameterizedTest
  @EnumSource
  void softmaxKernelsTakePointersThatDoNotKnowTheirCapacity(Implementation implementation) {
    try (Floats floats = new Floats();
        SoftmaxKernel kernel = implementation.softmax(SOFTMAX)) {
      SoftmaxTask task = SoftmaxTask.random(SOFTMAX, 2);
      SoftmaxParameters parameters =
          new SoftmaxParameters(
              unknown(floats.of(task.weights())), unknown(floats.of(task.bias())));
      double[] expected = ReferenceSoftmax.compute(task).losses();

      double[] losses =
          kernel.losses(parameters, unknown(floats.of(task.hidden())), task.targets());
      assertThat(Deviation.relative(losses, expected)).isLessThan(1e-5);
    }
  }

  private static FloatPointer unknown(FloatPointer memory) {
    return new FloatPointer(memory).capacity(0);
  }

  private static CellParameters unknown(CellParameters of) {
    return new CellParameters(unknown(of.input()), unknown(of.recurrent()), unknown(of.bias()));
  }

  @ParameterizedTest
  @EnumSource
  void recurrentKernelsTakePointersThatDoNotKnowTheirCapacity(Implementation implementation) {
    RecurrentTask task = RecurrentTask.random(TRAINING, 3).ofOutputs();
    Arrays.fill(task.input(), 0.5); // the same in all layouts
    Arrays.fill(task.hidden(), 0);
    Arrays.fill(task.cellState(), 0);
    Arrays.fill(task.outputGradient(), 1);
    try (Floats floats = new Floats();
        RecurrentKernel kernel = implementation.recurrent(TRAINING)) {
      CellParameters parameters =
          new CellParameters(
              floats.of(task.inputWeights()),
              floats.of(task.recurrentWeights()),
              floats.of(task.bias()));
      CellParameters gradients = parameters(floats);
      FloatPointer input = unknown(floats.of(task.input()));
      kernel.initialState().zero();

      kernel.forward(unknown(parameters), input, unknown(floats.empty(84)));
      kernel.backward(
          unknown(parameters),
          input,
          unknown(floats.of(task.outputGradient())),
          unknown(floats.empty(60)),
          unknown(gradients));

      RecurrentResult expected = ReferenceCell.compute(task);
      assertThat(Deviation.relative(Floats.read(gradients.bias()), expected.biasGradient()))
          .isLessThan(1e-5);
      assertThat(
              Deviation.relative(
                  Floats.read(gradients.recurrent()), expected.recurrentWeightGradient()))
          .isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pointersToNothingAreRefused(Implementation implementation) {
    try (Floats floats = new Floats();
        RecurrentKernel kernel = implementation.recurrent(INFERENCE)) {
      assertForwardRefuses(kernel, parameters(floats), new FloatPointer(), floats.empty(84))
          .withMessage("the pointer to the input is null");
    }
  }

  @ParameterizedTest
  @EnumSource
  void softmaxKernelsRefuseMemoryThatIsTooSmall(Implementation implementation) {
    try (Floats floats = new Floats();
        SoftmaxKernel kernel = implementation.softmax(SOFTMAX)) {
      SoftmaxParameters whole = new SoftmaxParameters(floats.empty(55), floats.empty(11));
      SoftmaxParameters small = new SoftmaxParameters(floats.empty(54), floats.empty(11));
      FloatPointer hidden = floats.empty(30);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.losses(small, hidden, TARGETS))
          .withMessage("54 values of the output weights where 55 are needed");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.losses(whole, floats.empty(29), TARGETS))
          .withMessage("29 values of the hidden state where 30 are needed");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.losses(whole, hidden, new int[5]))
          .withMessage("5 values of the targets where 6 are needed");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.train(whole, hidden, TARGETS, floats.empty(29), whole))
          .withMessage("29 values of the hidden gradient where 30 are needed");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.train(whole, hidden, TARGETS, hidden, small))
          .withMessage("54 values of the output gradients where 55 are needed");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kernel.probabilities(whole, hidden, floats.empty(65)))
          .withMessage("65 values of the probabilities where 66 are needed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void closedKernelsRefuseToCompute(Implementation implementation) {
    try (Floats floats = new Floats()) {
      RecurrentKernel recurrent = implementation.recurrent(TRAINING);
      SoftmaxKernel softmax = implementation.softmax(SOFTMAX);
      recurrent.close();
      recurrent.close();
      softmax.close();
      softmax.close();
      CellParameters parameters = parameters(floats);
      FloatPointer in = floats.empty(60);
      FloatPointer out = floats.empty(84);
      SoftmaxParameters output = new SoftmaxParameters(floats.empty(55), floats.empty(11));

      assertThatIllegalStateException()
          .isThrownBy(() -> recurrent.forward(parameters, in, out))
          .withMessage("this kernel is closed");
      assertThatIllegalStateException()
          .isThrownBy(() -> recurrent.backward(parameters, in, out, in, parameters))
          .withMessage("this kernel is closed");
      assertThatIllegalStateException()
          .isThrownBy(() -> softmax.losses(output, in, TARGETS))
          .withMessage("this kernel is closed");
    }
  }
}
