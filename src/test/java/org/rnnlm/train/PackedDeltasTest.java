package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.train.outer.RoundDeltas;

class PackedDeltasTest {
  private static float[] deltas(int count) {
    Random random = new Random(count);
    float[] deltas = new float[count];
    for (int i = 0; i < count; i++) {
      deltas[i] = (float) (random.nextGaussian() * Math.exp(i % 7));
    }
    return deltas;
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8", "INT4"})
  void valuesAndWhatIsLeftAreTheDeltas(RoundDeltas format) {
    for (int count : new int[] {1, 2, 63, 64, 65, 255, 257, 1001}) {
      float[] deltas = deltas(count);
      float[] left = deltas.clone();
      float[] values = PackedDeltas.of(format, left).values();
      for (int i = 0; i < count; i++) {
        assertThat(values[i] + left[i])
            .isCloseTo(deltas[i], within(Math.abs(deltas[i]) * 0x1p-23f));
        assertThat(Math.abs(left[i])).isLessThanOrEqualTo(mostLeft(format, deltas, i));
      }
    }
  }

  /** Half a step, which of bfloat16 has eight bits, and of others is that of the block. */
  private static float mostLeft(RoundDeltas format, float[] deltas, int index) {
    if (format == RoundDeltas.BF16) {
      return Math.abs(deltas[index]) * 0x1p-8f;
    }
    int from = index / format.block() * format.block();
    float largest = 0;
    for (int i = from; i < Math.min(deltas.length, from + format.block()); i++) {
      largest = Math.max(largest, Math.abs(deltas[i]));
    }
    return largest / format.most() / 2 * 1.0001f;
  }

  @Test
  void tiesGoToEvenStepsWhateverTheSign() {
    float[] eight = {127, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -2.5f, -127};
    assertThat(PackedDeltas.of(RoundDeltas.INT8, eight).values())
        .containsExactly(127, 0, 2, 2, 0, -2, -2, -127);
    float[] four = {7, 0.5f, 1.5f, 2.5f, -0.5f, -1.5f, -2.5f, -7, 6.4f};
    assertThat(PackedDeltas.of(RoundDeltas.INT4, four).values())
        .containsExactly(7, 0, 2, 2, 0, -2, -2, -7, 6);
    float[] sixteen = {1 + 0x1p-8f, 1 + 3 * 0x1p-8f, -1 - 0x1p-8f, 1 + 0x1p-7f};
    assertThat(PackedDeltas.of(RoundDeltas.BF16, sixteen).values())
        .containsExactly(1, 1 + 0x1p-6f, -1, 1 + 0x1p-7f);
  }

  @Test
  void eachBlockHasAScaleOfItsOwn() {
    float[] deltas = new float[129];
    Arrays.fill(deltas, 64, 128, 7e-6f);
    deltas[0] = 7000;
    deltas[1] = 400;
    deltas[128] = -3;
    float[] values = PackedDeltas.of(RoundDeltas.INT4, deltas).values();
    assertThat(values[0]).isEqualTo(7000);
    assertThat(values[1]).isZero();
    assertThat(values[64]).isEqualTo(7e-6f, within(1e-12f));
    assertThat(values[128]).isEqualTo(-3, within(1e-6f));
    assertThat(deltas[1]).as("left").isEqualTo(400);
  }

  @Test
  void whatIsTooSmallForAScaleIsLeftWhole() {
    float[] left = {Float.MIN_VALUE, 0, -Float.MIN_VALUE};
    assertThat(PackedDeltas.of(RoundDeltas.INT8, left).values()).containsOnly(0);
    assertThat(left).containsExactly(Float.MIN_VALUE, 0, -Float.MIN_VALUE);
  }

  /** Steps far below half of what their block can tell still arrive, late. */
  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8", "INT4"})
  void nothingIsLostOverManyRounds(RoundDeltas format) {
    float[] residue = new float[64];
    double[] sent = new double[64];
    for (int round = 0; round < 1000; round++) {
      for (int i = 0; i < residue.length; i++) {
        residue[i] += i == 0 ? 1 : 0.001f * i;
      }
      PackedDeltas.of(format, residue).addTo(sent, 0, 1);
    }
    for (int i = 1; i < sent.length; i++) {
      assertThat(sent[i]).isCloseTo(i, within(0.15));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8", "INT4"})
  void partsAndBytesHoldTheValues(RoundDeltas format) throws Exception {
    PackedDeltas whole = PackedDeltas.of(format, deltas(9001));
    float[] values = whole.values();
    for (int from = 0; from < values.length; from += 4096) {
      PackedDeltas part = copied(whole.part(from, 4096));
      int to = Math.min(values.length, from + 4096);
      assertThat(part.values()).isEqualTo(Arrays.copyOfRange(values, from, to));
      assertThat(part.length()).isEqualTo(to - from);
    }
    double[] sum = new double[100];
    whole.addTo(sum, 777, 3);
    assertThat(sum[99]).isEqualTo(3.0 * values[876]);
    assertThat(copied(whole).bytes()).isEqualTo(whole.bytes());
    assertThat(written(whole).length - whole.bytes()).as("beside them").isBetween(0L, 300L);
  }

  private static byte[] written(PackedDeltas deltas) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(deltas);
    }
    return bytes.toByteArray();
  }

  private static PackedDeltas copied(PackedDeltas deltas) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written(deltas)))) {
      return (PackedDeltas) in.readObject();
    }
  }
}
