package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FloatFileTest {
  @Test
  void anyStretchComesBackBitForBit() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[40_001];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt(0x7f800000));
    }
    for (int[] stretch : new int[][] {{0, 40_001}, {7, 16_391}, {5, 5}}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      FloatFile.write(out, values, stretch[0], stretch[1]);
      assertThat(FloatFile.parse(out.toByteArray(), "file"))
          .isEqualTo(Arrays.copyOfRange(values, stretch[0], stretch[1]));
    }
  }

  @Test
  void floatsAreLittleEndian() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FloatFile.write(out, new float[] {1}, 0, 1);
    assertThat(out.toByteArray()).containsExactly(0, 0, 0x80, 0x3f);
  }

  @Test
  void aFileThatWasCutIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FloatFile.parse(new byte[7], "run/outer.bin"))
        .withMessageContaining("run/outer.bin has 7 bytes");
  }
}
