package org.rnnlm.prep.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks against what an independent implementation has compressed. */
class Bzip2BlocksTest {

  static Stream<byte[]> contents() {
    Random random = new Random(3);
    byte[] noise = new byte[300_000];
    random.nextBytes(noise);
    byte[] runs = new byte[400_000];
    for (int i = 0; i < runs.length; ) { // runs of 1 to 600, most near the lengths that count
      int end = Math.min(runs.length, i + 1 + random.nextInt(random.nextBoolean() ? 6 : 600));
      Arrays.fill(runs, i, end, (byte) (random.nextInt(3) - 1));
      i = end;
    }
    byte[] skewed = new byte[250_000]; // codes up to the longest
    for (int i = 0; i < skewed.length; i++) {
      skewed[i] = (byte) (Math.log(1 / random.nextDouble()) * 12);
    }
    byte[] everyByte = new byte[256];
    IntStream.range(0, 256).forEach(i -> everyByte[i] = (byte) i);
    return Stream.of(
        new byte[] {7},
        new byte[1_000_000],
        noise,
        runs,
        skewed,
        everyByte,
        "abab".getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void areWhatWasCompressed(byte[] content) throws IOException {
    for (int level : new int[] {1, 9}) {
      assertThat(read(compressed(content, level))).isEqualTo(content);
    }
  }

  @Test
  void withAWrongBitAreRefusedOrTheSame() throws IOException {
    byte[] content = contents().skip(4).findFirst().orElseThrow();
    byte[] file = compressed(Arrays.copyOf(content, 3_000), 1);
    int end = file.length - 10; // behind it the checksum of the stream, which nothing needs
    for (int bit = 0; bit < end * 8; bit += 41) {
      byte[] damaged = file.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(read(damaged)).as("bit %d", bit).isEqualTo(Arrays.copyOf(content, 3_000));
      } catch (CompressedDataException e) {
        assertThat(e).hasMessageContaining("the compressed data are wrong (");
        assertThat(e.position()).isBetween(0L, (long) damaged.length);
      }
    }
  }

  @Test
  void cutAnywhereAreSaidToEndTooEarlyWhereTheFileDoes() throws IOException {
    byte[] content = contents().skip(4).findFirst().orElseThrow();
    byte[] file = compressed(Arrays.copyOf(content, 3_000), 1);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatExceptionOfType(CompressedDataException.class)
          .as("cut to %d bytes", length)
          .isThrownBy(() -> read(cut))
          .withMessage("the compressed data end too early")
          .matches(e -> e.position() == cut.length);
    }
  }

  @Test
  void damagedBeforeTheirEndAreNotSaidToBeCutShort() throws IOException {
    byte[] noise = contents().skip(2).findFirst().orElseThrow();
    byte[] file = compressed(noise, 1); // three blocks
    int seen = 0;
    for (int at = 1_000; at < file.length - 2_000; at += 7_919) {
      byte[] damaged = file.clone();
      damaged[at] ^= 0x10;
      int place = at;
      assertThatExceptionOfType(CompressedDataException.class)
          .isThrownBy(() -> read(damaged))
          .withMessageStartingWith("the compressed data are wrong (")
          .matches(e -> e.position() <= place && e.position() > place - 130_000);
      seen++;
    }
    assertThat(seen).isGreaterThan(30);
  }

  private static byte[] compressed(byte[] content, int level) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(file, level)) {
      out.write(content);
    }
    return file.toByteArray();
  }

  private static byte[] read(byte[] file) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (Blocks blocks = Bzip2Blocks.of(new Memory(file), new Slice(0, file.length))) {
      while (blocks.advance()) {
        plain.write(blocks.bytes(), 0, blocks.length());
      }
    }
    return plain.toByteArray();
  }

  private record Memory(byte[] file) implements StoredInput {
    @Override
    public String name() {
      return "memory.bz2";
    }

    @Override
    public long bytes() {
      return file.length;
    }

    @Override
    public InputStream open(long position) {
      return new ByteArrayInputStream(file, (int) position, file.length);
    }
  }
}
