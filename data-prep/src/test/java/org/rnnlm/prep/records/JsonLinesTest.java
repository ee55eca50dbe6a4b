package org.rnnlm.prep.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

class JsonLinesTest {
  private static final RecordSpec SPEC = new RecordSpec("text", "id", "title", 50);
  private static final RecordSpec WITH_SPLIT = new RecordSpec("text", "", "", 50).withSplit("part");
  private static final RecordSpec TEXT_ONLY = new RecordSpec("text", "", "", 50);

  private static List<TextRecord> read(byte[] content, RecordSpec spec, long bytes) {
    MemoryInput file = new MemoryInput("a.jsonl", content);
    JsonLines lines = new JsonLines();
    List<TextRecord> records = new ArrayList<>();
    for (Range range : lines.ranges(file, bytes)) {
      lines.records(file, spec, range).forEachRemaining(records::add);
    }
    return records;
  }

  private static TextRecord one(String line, RecordSpec spec) {
    List<TextRecord> records = read(line.getBytes(UTF_8), spec, 0);
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  @Test
  void fieldsAreReadWhereverTheyStand() {
    String line =
        "{\"id\": 7, \"more\": {\"text\": [\"no\"]}, \"text\": \"a \\\"é\\\"\\n"
            + "中\", \"title\": \"T\"}";
    assertThat(one(line, SPEC))
        .isEqualTo(new TextRecord("a.jsonl line 1", Flaw.NONE, "7", "T", "a \"é\"\n中"));
    assertThat(one(line, TEXT_ONLY).id()).isEmpty();
    assertThat(one("{\"text\":\"a\",\"id\":\"x/7\"}", SPEC).id()).isEqualTo("x/7");
    assertThat(one("{\"b\":1,\"text\":\"a\",\"b\":{\"text\":2}}", TEXT_ONLY).text()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"train\"', TRAIN",
    "'\"valid\"', VALID",
    "'\"validation\"', VALID",
    "'\"test\"', TEST",
    "'\"Test\"',",
    "'\"\"',",
    "1,",
    "null,",
  })
  void aSplitIsOneOfThreeOrTheRecordIsFlawed(String given, Split split) {
    TextRecord record = one("{\"part\":" + given + ",\"text\":\"a\"}", WITH_SPLIT);
    assertThat(record.split()).isEqualTo(Optional.ofNullable(split));
    assertThat(record.flaw()).isEqualTo(split == null ? Flaw.MISSING_SPLIT : Flaw.NONE);
    assertThat(one("{\"text\":\"a\"}", WITH_SPLIT).flaw()).isEqualTo(Flaw.MISSING_SPLIT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NOT_JSON|{\"id\":1,\"text\":\"a\"",
        "NOT_JSON|{\"id\":1,\"text\":\"a\"} x",
        "NOT_JSON|{\"id\":1,\"text\":\"a\"}{\"id\":1,\"text\":\"a\"}",
        "NOT_JSON|[\"text\"]",
        "NOT_JSON|\"text\"",
        "NOT_JSON|text",
        "NOT_JSON|{\"id\":1,\"text\":\"a\\x\"}",
        "NOT_JSON|{\"id\":1,\"text\":\"a\",\"b\":[1,}",
        "REPEATED_FIELD|{\"id\":1,\"text\":\"a\",\"text\":\"b\"}",
        "REPEATED_FIELD|{\"id\":1,\"text\":\"a\",\"id\":1}",
        "MISSING_TEXT|{\"id\":1}",
        "MISSING_TEXT|{\"id\":1,\"Text\":\"a\"}",
        "MISSING_TEXT|{\"id\":1,\"text\":null}",
        "NOT_TEXT|{\"id\":1,\"text\":7}",
        "NOT_TEXT|{\"id\":1,\"text\":[\"a\"]}",
        "NOT_TEXT|{\"id\":1,\"text\":{\"text\":\"a\"}}",
        "MISSING_ID|{\"text\":\"a\"}",
        "MISSING_ID|{\"id\":null,\"text\":\"a\"}",
        "MISSING_ID|{\"id\":1.5,\"text\":\"a\"}",
        "MISSING_ID|{\"id\":true,\"text\":\"a\"}",
        "MISSING_ID|{\"id\":\"\",\"text\":\"a\"}",
        "TOO_LARGE|{\"id\":1,\"text\":\"123456789012345678901234567890123456789012345678901\"}",
        "NONE|{\"id\":1,\"text\":\"\"}",
      })
  void flawsAreTold(Flaw flaw, String line) {
    assertThat(one(line, SPEC).flaw()).isEqualTo(flaw);
    assertThat(one(line, SPEC).text()).isEmpty();
  }

  @Test
  void whatNoReaderShouldFollowIsAFlawAndTheNextLinesAreRead() {
    String nested = "{\"text\":\"a\",\"b\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    String number = "{\"text\":\"a\",\"b\":" + "9".repeat(100_000) + "}";
    String names =
        collidingNames().map(name -> ",\"" + name + "\":0").collect(Collectors.joining());
    String colliding = "{\"text\":\"a\"" + names + "}";
    String good = "{\"text\":\"b\",\"other\":0}";

    String content = String.join("\n", nested, good, number, good, colliding, good, good);

    assertThat(read(content.getBytes(UTF_8), TEXT_ONLY, 0))
        .extracting(TextRecord::where, TextRecord::flaw)
        .containsExactly(
            tuple("a.jsonl line 1", Flaw.NOT_JSON),
            tuple("a.jsonl line 2", Flaw.NONE),
            tuple("a.jsonl line 3", Flaw.NOT_JSON),
            tuple("a.jsonl line 4", Flaw.NONE),
            tuple("a.jsonl line 5", Flaw.NOT_JSON),
            tuple("a.jsonl line 6", Flaw.NONE),
            tuple("a.jsonl line 7", Flaw.NONE));
  }

  /**
   * Names of eight letters that Jackson's table hashes alike, whatever its seed: it mixes the first
   * four, adds the last four times 33, and takes the seed only then.
   */
  private static Stream<String> collidingNames() {
    int inverse = BigInteger.valueOf(33).modInverse(BigInteger.ONE.shiftLeft(32)).intValue();
    return IntStream.range(0, 44 * 44 * 44 * 44)
        .mapToObj(
            i -> {
              int first = letter(i) << 24 | letter(i / 44) << 16;
              first |= letter(i / 1_936) << 8 | letter(i / 85_184);
              int mixed = first + (first >>> 15);
              mixed ^= mixed >>> 9;
              int last = (0x12345678 - mixed) * inverse;
              return new String(
                  ByteBuffer.allocate(8).putInt(first).putInt(last).array(), ISO_8859_1);
            })
        .filter(name -> name.matches("[0-z&&[^\\\\]]{8}"))
        .limit(3_000);
  }

  private static int letter(int i) {
    return '0' + i % 44; // up to the bracket, which stands before the backslash
  }

  @Test
  void bytesThatAreNoUtf8AreAFlaw() {
    byte[] line = "{\"id\":1,\"text\":\"a?b\"}".getBytes(UTF_8);
    line[17] = (byte) 0xff;
    assertThat(read(line, SPEC, 0)).extracting(TextRecord::flaw).containsExactly(Flaw.NOT_JSON);
  }

  @Test
  void halvesOfCharactersAreReplaced() {
    assertThat(one("{\"text\":\"a\\ud83db\\ude00\\ud83d\\ude00\"}", TEXT_ONLY).text())
        .isEqualTo("a\uFFFDb\uFFFD😀");
  }

  @Test
  void emptyLinesAndAByteOrderMarkAreNoRecords() {
    String content = "\uFEFF{\"text\":\"a\"}\r\n\n \t\r\n{\"text\":\"b\"}";
    assertThat(read(content.getBytes(UTF_8), TEXT_ONLY, 0))
        .extracting(TextRecord::where, TextRecord::text)
        .containsExactly(tuple("a.jsonl line 1", "a"), tuple("a.jsonl line 4", "b"));
    assertThat(read(new byte[0], TEXT_ONLY, 0)).isEmpty();
    assertThat(read("\n\n".getBytes(UTF_8), TEXT_ONLY, 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n\n"})
  void everyRecordComesOnceHoweverTheFileIsCut(String end) {
    String content =
        IntStream.range(0, 20)
                .mapToObj(i -> Text.format("{\"text\":\"%s\"}", "é".repeat(i) + i))
                .collect(Collectors.joining(end))
            + end;
    List<String> expected = IntStream.range(0, 20).mapToObj(i -> "é".repeat(i) + i).toList();
    for (int size = 1; size < 120; size++) {
      assertThat(read(content.getBytes(UTF_8), TEXT_ONLY, size))
          .extracting(TextRecord::text)
          .isEqualTo(expected);
    }
  }

  @Test
  void recordsAreNamedByTheirLinesHoweverTheFileIsCut() {
    String content = "\uFEFF{\"text\":\"a\"}\n\nbad\n{\"text\":\"b\"}\nworse";
    for (int size = 0; size < 50; size++) {
      assertThat(read(content.getBytes(UTF_8), TEXT_ONLY, size))
          .extracting(TextRecord::where)
          .containsExactly("a.jsonl line 1", "a.jsonl line 3", "a.jsonl line 4", "a.jsonl line 5");
    }
  }

  @Test
  void recordsOfALargeFileAreNamedByTheirBytesHoweverItIsCut() {
    byte[] content = new byte[(16 << 20) + 1];
    Arrays.fill(content, (byte) '\n');
    int late = 15 << 20; // in a range of its own
    for (int at : new int[] {0, late}) {
      byte[] lines = "bad\n{\"text\":\"a\"}\n".getBytes(UTF_8);
      System.arraycopy(lines, 0, content, at, lines.length);
    }
    for (int size : new int[] {0, 10 << 20}) {
      assertThat(read(content, TEXT_ONLY, size))
          .extracting(TextRecord::where)
          .containsExactly(
              "a.jsonl byte 0",
              "a.jsonl byte 4",
              "a.jsonl byte " + late,
              "a.jsonl byte " + (late + 4));
    }
    byte[] smaller = Arrays.copyOf(content, 16 << 20);
    assertThat(read(smaller, TEXT_ONLY, 10 << 20))
        .extracting(TextRecord::where)
        .containsExactly(
            "a.jsonl line 1",
            "a.jsonl line 2",
            "a.jsonl line " + (late - 15 + 1),
            "a.jsonl line " + (late - 15 + 2));
  }

  @Test
  void recordsAreCountedWithoutALookIntoThemHoweverTheFileIsCut() {
    String content =
        "\uFEFF{\"text\":\"a\"}\n\nbad\n \t\r\n{\"text\":" + "x".repeat(90) + "\nworse";
    for (int size = 0; size < 150; size++) {
      MemoryInput file = new MemoryInput("a.jsonl", content.getBytes(UTF_8));
      JsonLines lines = new JsonLines();
      long count = 0;
      for (Range range : lines.ranges(file, size)) {
        count += lines.count(file, TEXT_ONLY, range);
      }
      assertThat(count).isEqualTo(4);
    }
  }

  @Test
  void aLineOfManyMegabytesIsNotHeld() {
    int megabytes = 64;
    byte[] content = new byte[megabytes << 20];
    Arrays.fill(content, (byte) 'x');
    byte[] record = "\n{\"text\":\"a\"}".getBytes(UTF_8);
    System.arraycopy(record, 0, content, content.length - record.length, record.length);
    assertThat(read(content, TEXT_ONLY, 0))
        .extracting(TextRecord::flaw)
        .containsExactly(Flaw.TOO_LARGE, Flaw.NONE);
  }

  @Test
  void compressedFilesAreReadWhole() throws IOException {
    byte[] plain = "{\"text\":\"a\"}\n{\"text\":\"b\"}\n".getBytes(UTF_8);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
    for (int member = 0; member < 2; member++) { // of several members each
      try (OutputStream out = new GZIPOutputStream(gzip)) {
        out.write(plain);
      }
      try (OutputStream out = new BZip2CompressorOutputStream(bzip2)) {
        out.write(plain);
      }
    }
    for (byte[] content : List.of(gzip.toByteArray(), bzip2.toByteArray())) {
      assertThat(read(content, TEXT_ONLY, 10))
          .extracting(TextRecord::text)
          .containsExactly("a", "b", "a", "b");
    }
    assertThat(read(Zstd.compress(plain), TEXT_ONLY, 10))
        .extracting(TextRecord::text)
        .containsExactly("a", "b");
  }

  @Test
  void aFileThatIsCutShortIsAnErrorThatNamesIt() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      for (int i = 0; i < 5_000; i++) {
        out.write(Text.format("{\"text\":\"%d\"}\n", i * 7919L).getBytes(UTF_8));
      }
    }
    byte[] cut = Arrays.copyOf(gzip.toByteArray(), gzip.size() / 2);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(cut, TEXT_ONLY, 0))
        .withMessageStartingWith("input a.jsonl cannot be read beyond byte")
        .withMessageEndingWith("restore a whole copy");
  }

  @Test
  void anArchiveIsRefused() {
    byte[] archive = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0, 4};
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(archive, TEXT_ONLY, 0))
        .withMessageContaining("it is a 7z archive");
  }
}
