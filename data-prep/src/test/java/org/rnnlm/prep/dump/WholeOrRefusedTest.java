package org.rnnlm.prep.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rnnlm.prep.dump.DumpFiles.bzip2;
import static org.rnnlm.prep.dump.DumpFiles.dump;
import static org.rnnlm.prep.dump.DumpFiles.gzip;
import static org.rnnlm.prep.dump.DumpFiles.join;
import static org.rnnlm.prep.dump.DumpFiles.noise;
import static org.rnnlm.prep.dump.DumpFiles.readSliced;
import static org.rnnlm.prep.dump.DumpFiles.sevenZip;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/** A damaged file gives all that was in it or an error that names it, never less and success. */
class WholeOrRefusedTest {

  private static final byte[] FIRST = lines(0, 40);
  private static final byte[] SECOND = lines(40, 70);
  private static final byte[] SKIPPED = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 9, 9, 9, 9};

  private static byte[] lines(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Text.format("{\"id\": %d, \"text\": \"Été %x\"}\n", i, i * 7919))
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  private static byte[] zstd(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes).setChecksum(true)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A gzip member whose header has all that a header can have. */
  private static byte[] withAllOptions(byte[] member) {
    byte[] options = {2, 0, 7, 7, 'n', 'a', 'm', 'e', 0, 'o', 'h', 0};
    byte[] header = Arrays.copyOf(member, 10);
    header[3] = 0x1e;
    CRC32 checksum = new CRC32();
    checksum.update(header);
    checksum.update(options);
    byte[] sum = {(byte) checksum.getValue(), (byte) (checksum.getValue() >>> 8)};
    return join(join(header, join(options, sum)), Arrays.copyOfRange(member, 10, member.length));
  }

  /** Files of two pieces, by name, as the bytes of each. */
  private static Map<String, List<byte[]>> files() {
    Map<String, List<byte[]>> files = new TreeMap<>();
    files.put("a.gz", List.of(withAllOptions(gzip(FIRST)), gzip(SECOND)));
    files.put("a.zst", List.of(join(SKIPPED, zstd(FIRST)), zstd(SECOND)));
    files.put("a.bz2", List.of(bzip2(FIRST), bzip2(SECOND)));
    return files;
  }

  private static String read(StoredInput file) throws IOException {
    try (InputStream in = PlainStream.of(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void membersFramesAndStreamsAreReadOneAfterTheOther() throws IOException {
    String all = new String(join(FIRST, SECOND), UTF_8);
    for (Map.Entry<String, List<byte[]>> file : files().entrySet()) {
      byte[] bytes = join(file.getValue().get(0), file.getValue().get(1));
      for (int most : new int[] {1, 2, 3, 100, bytes.length, bytes.length + 1}) {
        assertThat(read(new Memory(file.getKey(), bytes, most)))
            .as("%s, %d bytes at most a read", file.getKey(), most)
            .isEqualTo(all);
      }
    }
  }

  @Test
  void aMemberMayEndWhereAReadDoes() throws IOException {
    byte[] noise = new byte[70_000];
    new Random(3).nextBytes(noise);
    for (int size = 65_470; size < 65_540; size++) {
      byte[] first = gzip(Arrays.copyOf(noise, size));
      byte[] file = join(first, gzip(SECOND));
      try (InputStream in = PlainStream.of(new Memory("a.gz", file, file.length))) {
        assertThat(in.readAllBytes()).as("%d bytes", first.length).hasSize(size + SECOND.length);
      }
    }
  }

  @Test
  void aFileCutAtAnyByteIsRefusedUnlessAWholePieceIsLeft() throws IOException {
    for (Map.Entry<String, List<byte[]>> file : files().entrySet()) {
      byte[] first = file.getValue().get(0);
      byte[] bytes = join(first, file.getValue().get(1));
      for (int length = 0; length < bytes.length; length++) {
        Memory cut = new Memory(file.getKey(), Arrays.copyOf(bytes, length), 1 << 16);
        if (length == first.length) {
          assertThat(read(cut)).isEqualTo(new String(FIRST, UTF_8));
        } else if (!(file.getKey().equals("a.zst") && length == SKIPPED.length)) {
          assertRefused(cut, Text.format("%s cut to %d bytes", file.getKey(), length));
        }
      }
    }
  }

  @Test
  void anyFlippedBitIsNoLossInSilence() throws IOException {
    String all = new String(join(FIRST, SECOND), UTF_8);
    for (Map.Entry<String, List<byte[]>> file : files().entrySet()) {
      byte[] bytes = join(file.getValue().get(0), file.getValue().get(1));
      int refused = 0;
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] damaged = bytes.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        try {
          assertThat(read(new Memory(file.getKey(), damaged, 1 << 16)))
              .as("%s with bit %d flipped", file.getKey(), bit)
              .isEqualTo(all);
        } catch (IOException | DataException e) {
          refused++;
        }
      }
      assertThat(refused).as(file.getKey()).isGreaterThan(bytes.length * 7);
    }
  }

  @Test
  void zerosMayFollowAGzipFileAndNothingElse() throws IOException {
    byte[] file = gzip(FIRST);
    assertThat(read(new Memory("a.gz", join(file, new byte[100_000]), 1 << 16)))
        .isEqualTo(new String(FIRST, UTF_8));
    byte[] garbage = new byte[100_000];
    garbage[99_999] = 1;
    assertRefused(new Memory("a.gz", join(file, garbage), 1 << 16), "zeros and a one");
    assertRefused(new Memory("a.gz", join(file, SECOND), 1 << 16), "plain lines");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(new Memory("a.gz", join(file, SECOND), 1 << 16)))
        .withMessageContaining(
            Text.format("the member that begins at byte %d does not", file.length))
        .withMessageContaining(Text.format("at byte %d of the file", file.length + SECOND.length));
  }

  private static void assertRefused(Memory file, String what) {
    try {
      assertThat(read(file)).as(what).isEqualTo("refused");
    } catch (IOException | DataException e) {
      assertThat(e.getMessage()).as(what).contains("at byte ");
    }
  }

  /** Every compression, sliced where it can be. */
  @Test
  void aDumpWithAFlippedBitIsWholeOrRefused() {
    List<Page> pages = noise(3, 60);
    byte[] xml = dump(pages).getBytes(UTF_8);
    byte[] half = Arrays.copyOf(xml, xml.length / 2);
    byte[] rest = Arrays.copyOfRange(xml, xml.length / 2, xml.length);
    for (byte[] file :
        List.of(join(bzip2(half), bzip2(rest)), join(gzip(half), gzip(rest)), sevenZip(xml))) {
      for (int bit = 0; bit < file.length * 8; bit += 3) {
        byte[] damaged = file.clone();
        damaged[bit / 8] ^= (byte) (1 << bit % 8);
        for (long slices : new long[] {0, 150}) {
          assertWholeOrRefused(damaged, slices, pages, "bit " + bit);
        }
      }
      for (int length = 1; length < file.length; length++) {
        for (long slices : new long[] {0, 150}) {
          assertWholeOrRefused(Arrays.copyOf(file, length), slices, pages, "cut to " + length);
        }
      }
    }
  }

  private static void assertWholeOrRefused(
      byte[] file, long slices, List<Page> pages, String what) {
    try {
      assertThat(readSliced(DumpFiles.stored(file), slices)).as(what).isEqualTo(pages);
    } catch (DataException | UncheckedIOException e) {
      assertThat(e).as(what).hasMessageContaining("test.xml");
    }
  }

  @Test
  void blocksLargerThanTheirStreamAllowsAndAWrongStreamChecksumAreRefused() {
    byte[] xml = dump(noise(2, 150_000)).getBytes(UTF_8);
    byte[] file = bzip2(xml, 9);
    byte[] small = file.clone();
    small[3] = '1';
    assertThatExceptionOfType(CompressedDataException.class)
        .isThrownBy(() -> blocks(small))
        .withMessage("the compressed data are wrong (a block is larger than its stream allows)")
        .matches(e -> e.position() == 4);
    byte[] wrong = file.clone();
    wrong[wrong.length - 3] ^= 0x10;
    assertThatExceptionOfType(CompressedDataException.class).isThrownBy(() -> blocks(wrong));
    assertThatExceptionOfType(CompressedDataException.class)
        .isThrownBy(() -> blocks(Arrays.copyOf(file, file.length - 2)))
        .withMessageContaining("end too early");
  }

  private static void blocks(byte[] file) throws IOException {
    Memory input = new Memory("a.bz2", file, 1 << 16);
    try (Blocks blocks = Bzip2Blocks.of(input, new Slice(0, file.length))) {
      while (blocks.advance()) {}
    }
  }

  @Test
  void aFileThatIsCalledCompressedAndIsNotIsRefused() {
    for (String name : List.of("a.jsonl.gz", "A.XML.BZ2", "a.zst", "b.7z")) {
      assertThatExceptionOfType(MalformedDumpException.class)
          .isThrownBy(() -> PlainStream.isCompressed(new Memory(name, FIRST, 1 << 16)))
          .withMessageStartingWith(name + ": it does not begin as a compressed file does");
    }
  }

  /**
   * A file in memory, whose streams tell nothing of what is at hand.
   *
   * @param most bytes that a read gives
   */
  private record Memory(String name, byte[] content, int most) implements StoredInput {
    @Override
    public long bytes() {
      return content.length;
    }

    @Override
    public InputStream open(long position) {
      return new ByteArrayInputStream(content, (int) position, content.length) {
        @Override
        public int read(byte[] target, int offset, int length) {
          return super.read(target, offset, Math.min(most, length));
        }

        @Override
        public int available() {
          return 0;
        }
      };
    }
  }
}
