package org.rnnlm.prep.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;

class ParquetTextsTest {
  private static final RecordSpec SPEC = new RecordSpec("text", "id", "title", 50);
  private static final String SCHEMA =
      "message m { optional int64 id; optional binary text (STRING); optional binary title"
          + " (STRING); repeated int32 other; }";

  @TempDir private Path folder;

  private byte[] file(String schema, List<Consumer<Group>> rows) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Path file = folder.resolve("f.parquet");
    Files.deleteIfExists(file);
    Files.deleteIfExists(folder.resolve(".f.parquet.crc"));
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration(false))
            .withType(type)
            .withRowGroupSize(2_000L)
            .withPageSize(500)
            .withMinRowCountForPageSizeCheck(1)
            .withDictionaryEncoding(false)
            .build()) {
      for (Consumer<Group> row : rows) {
        Group group = new SimpleGroup(type);
        row.accept(group);
        writer.write(group);
      }
    }
    return Files.readAllBytes(file);
  }

  private static List<TextRecord> read(byte[] content, RecordSpec spec, long bytes) {
    MemoryInput file = new MemoryInput("f.parquet", content);
    ParquetTexts texts = new ParquetTexts();
    List<TextRecord> records = new ArrayList<>();
    for (Range range : texts.ranges(file, bytes)) {
      texts.records(file, spec, range).forEachRemaining(records::add);
    }
    return records;
  }

  private static Consumer<Group> row(int i) {
    return group ->
        group.append("id", (long) i).append("text", "text é " + i).append("title", "T" + i);
  }

  @Test
  void rowsAreCountedByTheFootAlone() throws IOException {
    byte[] content = file(SCHEMA, IntStream.range(0, 500).mapToObj(ParquetTextsTest::row).toList());
    int foot = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(content.length - 8);
    Arrays.fill(content, 4, content.length - 8 - foot, (byte) 0);
    ParquetTexts texts = new ParquetTexts();
    for (int bytes : new int[] {0, 1_000, 3_333, content.length}) {
      MemoryInput file = new MemoryInput("f.parquet", content);
      long count = 0;
      for (Range range : texts.ranges(file, bytes)) {
        count += texts.count(file, SPEC, range);
      }
      assertThat(count).isEqualTo(500);
    }
  }

  @Test
  void everyRowComesOnceHoweverTheFileIsCut() throws IOException {
    byte[] content = file(SCHEMA, IntStream.range(0, 500).mapToObj(ParquetTextsTest::row).toList());
    List<TextRecord> expected =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    new TextRecord("f.parquet row " + i, Flaw.NONE, "" + i, "T" + i, "text é " + i))
            .toList();
    for (long size : new long[] {0, 100, 1_000, 3_333, content.length - 1, content.length}) {
      assertThat(read(content, SPEC, size)).isEqualTo(expected);
    }
    List<TextRecord> textOnly = read(content, new RecordSpec("text", "", "", 50), 2_000);
    assertThat(textOnly).hasSize(500).allMatch(r -> r.id().isEmpty() && r.title().isEmpty());
  }

  @Test
  void flawsAreTold() throws IOException {
    byte[] content =
        file(
            SCHEMA,
            List.of(
                group -> group.append("id", 1L),
                group -> group.append("text", "a"),
                group -> group.append("id", 1L).append("text", "a".repeat(51)),
                group ->
                    group
                        .append("id", 1L)
                        .append(
                            "text", Binary.fromConstantByteArray(new byte[] {'a', (byte) 0xff})),
                group -> group.append("id", 1L).append("text", "a")));
    assertThat(read(content, SPEC, 0))
        .extracting(TextRecord::flaw)
        .containsExactly(
            Flaw.MISSING_TEXT, Flaw.MISSING_ID, Flaw.TOO_LARGE, Flaw.NOT_TEXT, Flaw.NONE);
  }

  @Test
  void anEmptyFileIsNoParquet() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(new byte[0], SPEC, 0))
        .withMessageStartingWith("input f.parquet cannot be read as Parquet: the file is not");
  }

  @Test
  void idsMayBeTexts() throws IOException {
    byte[] content =
        file(
            "message m { required binary text; required binary id (STRING); }",
            List.of(group -> group.append("text", "a").append("id", "x/7")));
    assertThat(read(content, new RecordSpec("text", "id", "", 50), 0))
        .containsExactly(new TextRecord("f.parquet row 0", Flaw.NONE, "x/7", "", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message m { required int32 text; }",
        "message m { repeated binary text (STRING); }",
        "message m { required group text { required binary text (STRING); } }",
        "message m { required binary text (DECIMAL(9,2)); }"
      })
  void aColumnOfSomethingElseIsAnErrorThatNamesIt(String schema) throws IOException {
    byte[] content = file(schema, List.of());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(content, new RecordSpec("text", "", "", 50), 0))
        .withMessageStartingWith("input f.parquet: column 'text' is '")
        .withMessageContaining("a text must be a string");
  }

  @Test
  void aSplitIsAText() throws IOException {
    byte[] content = file(SCHEMA, List.of(row(1)));
    RecordSpec split = new RecordSpec("text", "", "", 50);
    assertThat(read(content, split.withSplit("title"), 0))
        .extracting(TextRecord::flaw)
        .containsExactly(Flaw.MISSING_SPLIT);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(content, split.withSplit("id"), 0))
        .withMessageContaining("a text or split must be a string");
  }

  @Test
  void aMissingColumnIsAnErrorThatNamesThoseThatAreThere() throws IOException {
    byte[] content = file(SCHEMA, List.of(row(1)));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(content, new RecordSpec("body", "", "", 50).withLabel("mood"), 0))
        .withMessage(
            "input f.parquet has no column 'body', 'mood'; it has [id, text, title, other]: set"
                + " prepare.text-field, prepare.label-field to what is there");
  }

  @Test
  void aDamagedFileIsAnErrorThatNamesIt() throws IOException {
    byte[] content = file(SCHEMA, IntStream.range(0, 500).mapToObj(ParquetTextsTest::row).toList());
    byte[] cut = Arrays.copyOf(content, content.length / 2);
    byte[] changed = content.clone();
    Arrays.fill(changed, 20, 2_000, (byte) 0x5a);
    for (byte[] damaged :
        List.of(cut, changed, new byte[0], "no Parquet".getBytes(StandardCharsets.UTF_8))) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> read(damaged, SPEC, 0))
          .withMessageStartingWith("input f.parquet cannot be read as Parquet: ")
          .withMessageEndingWith("restore a whole copy");
    }
  }
}
