package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloatFileTest {
  @TempDir Path directory;

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
      int count = stretch[1] - stretch[0];
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
      assertThat(FloatFile.read(in, count))
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
  void aFileOfAnotherLengthIsNamed() {
    Folder folder = Folder.at(directory.toString(), new Configuration());
    StoredFile file = folder.write("outer.bin", "7 bytes");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FloatFile.read(folder, file, 2))
        .withMessage(directory + "/outer.bin has 7 bytes, the model needs 2 values of 4");
  }

  @Test
  void aFileThatWasCutIsNamed() throws IOException {
    Folder folder = Folder.at(directory.toString(), new Configuration());
    StoredFile file = folder.write("outer.bin", "12345678");
    Files.writeString(directory.resolve("outer.bin"), "1234567");
    assertThatExceptionOfType(DamagedException.class)
        .isThrownBy(() -> FloatFile.read(folder, file, 2))
        .withMessageStartingWith(
            directory + "/outer.bin has 7 bytes, its manifest says 8: the file is damaged");
  }
}
