package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnSoftmaxTest {
  private static final int WIDTH = 3;
  private static final int SIZE = 20;
  private static final int ROWS = 13;
  private static final Offset<Float> ROUNDING = within(2e-6f);

  private final FloatPointer vectors = drawn(1, WIDTH * SIZE);
  private final FloatPointer bias = drawn(2, SIZE);
  private final FloatPointer read = drawn(3, ROWS * WIDTH);
  private final int[] targets = new Random(4).ints(ROWS, 0, SIZE).toArray();

  private static FloatPointer drawn(int seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 3 * (float) random.nextGaussian();
    }
    return new FloatPointer(values);
  }

  /** Losses and gradients, computed so many logits and powers at a time. */
  private final class Result {
    private final FloatPointer ofRead = new FloatPointer((long) ROWS * WIDTH);
    private final FloatPointer ofVectors = new FloatPointer((long) WIDTH * SIZE);
    private final FloatPointer ofBias = new FloatPointer(SIZE);
    private final double loss;
    private final double[] losses;

    Result(int logits, int kept) {
      ColumnSoftmax softmax =
          new ColumnSoftmax(
              WIDTH,
              SIZE,
              logits,
              kept,
              PlainProduct.ofOpenBlas(),
              new FloatPointer(ColumnSoftmax.room(ROWS, SIZE)),
              new FloatPointer((long) ROWS * WIDTH));
      ColumnSoftmax.Task task =
          new ColumnSoftmax.Task(new SoftmaxParameters(vectors, bias), read, targets);
      losses = softmax.losses(task);
      loss = softmax.train(task, ofRead, new SoftmaxParameters(ofVectors, ofBias));
    }
  }

  private static void assertClose(FloatPointer actual, FloatPointer expected, int count) {
    float[] these = new float[count];
    float[] those = new float[count];
    actual.get(these, 0, count);
    expected.get(those, 0, count);
    assertThat(these).containsExactly(those, ROUNDING);
  }

  @ParameterizedTest
  @CsvSource({"6, 60", "1, 20", "40, 45", "1000, 20", "7, 1000"})
  void howManyLogitsAreMadeAtATimeChangesNothingButRoundings(int logits, int kept) {
    Result whole = new Result(ROWS * SIZE, ROWS * SIZE);
    Result divided = new Result(logits, kept);

    assertThat(divided.losses).containsExactly(whole.losses, within(1e-5));
    assertThat(divided.loss).isCloseTo(whole.loss, within(1e-5));
    assertClose(divided.ofRead, whole.ofRead, ROWS * WIDTH);
    assertClose(divided.ofVectors, whole.ofVectors, WIDTH * SIZE);
    assertClose(divided.ofBias, whole.ofBias, SIZE);
  }
}
