package org.rnnlm.prep.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;

/** All that a record has, whatever its format. */
class RowFieldsTest {
  private static final RecordSpec SPEC = new RecordSpec("text", "", "", 50).withFields();

  @TempDir private Path folder;

  private static List<TextRecord> read(String key, String name, byte[] content) {
    return read(key, name, content, SPEC);
  }

  private static List<TextRecord> read(String key, String name, byte[] content, RecordSpec spec) {
    RecordFormat format =
        RecordFormats.all().stream().filter(one -> one.key().equals(key)).findFirst().orElseThrow();
    MemoryInput file = new MemoryInput(name, content);
    List<TextRecord> records = new ArrayList<>();
    try (RecordReader reader = format.records(file, spec, format.ranges(file, 0).get(0))) {
      reader.forEachRemaining(records::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return records;
  }

  private static List<TextRecord> read(String key, String name, String content) {
    return read(key, name, content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anObjectsFieldsStayLetterByLetter() {
    List<TextRecord> records =
        read(
            "json-lines",
            "a.jsonl",
            " { \"n\": 1.10, \"text\": \"\\u00e9\",\"m\":{\"a\":[1, 2]} }\r\n"
                + "{}\n"
                + "{\"text\": 3}\n"
                + "no\n");
    assertThat(records)
        .extracting(record -> record.fields().json())
        .containsExactly(
            "\"n\": 1.10, \"text\": \"\\u00e9\",\"m\":{\"a\":[1, 2]}", "", "\"text\": 3", "");
    assertThat(records.get(0).fields().names()).containsExactly("n", "text", "m");
    assertThat(records.get(0).text()).isEqualTo("é");
    assertThat(records)
        .extracting(TextRecord::flaw)
        .containsExactly(Flaw.NONE, Flaw.MISSING_TEXT, Flaw.NOT_TEXT, Flaw.NOT_JSON);
  }

  @Test
  void aByteOrderMarkWithinAFileIsNoPartOfAnObject() {
    JsonColumns columns = new JsonColumns();
    List<TextRecord> records =
        read(
            "json-lines",
            "joined.jsonl",
            "\uFEFF{\"text\":\"a\"}\n\uFEFF {\"text\":\"b{}\",\"n\":{}} \r\n");
    records.forEach(record -> columns.add(record.fields()));
    assertThat(records)
        .extracting(record -> record.fields().json())
        .containsExactly("\"text\":\"a\"", "\"text\":\"b{}\",\"n\":{}");
    assertThat(columns.columns().getFields()).containsExactly(text("text"), text("n"));
  }

  @Test
  void aLineInUtf16WithinAFileIsNoObject() {
    String object = "{\"text\":\"a\"}";
    String first = object + "\n".repeat(TextEncoding.LOOK_AHEAD);
    byte[] wide = object.getBytes(StandardCharsets.UTF_16LE);
    byte[] joined =
        Arrays.copyOf(first.getBytes(StandardCharsets.UTF_8), first.length() + wide.length);
    System.arraycopy(wide, 0, joined, first.length(), wide.length);
    assertThat(read("json-lines", "a.jsonl", joined))
        .extracting(TextRecord::flaw)
        .containsExactly(Flaw.NONE, Flaw.NOT_JSON);
  }

  @Test
  void aLineThatIsNoUtf8IsNoObject() {
    byte[] line = "{\"other\": \"x\", \"text\": \"a\"}".getBytes(StandardCharsets.UTF_8);
    line[11] = (byte) 0xff; // within a field that nobody asks for
    assertThat(read("json-lines", "a.jsonl", line).get(0).flaw()).isEqualTo(Flaw.NOT_JSON);
  }

  @Test
  void cellsAreFieldsByTheNamesOfTheirColumns() {
    List<TextRecord> records = read("csv", "a.csv", "n,text\n1,\"a \"\"b\"\"\"\n1,2,3\n");
    assertThat(records.get(0).fields().json()).isEqualTo("\"n\":\"1\",\"text\":\"a \\\"b\\\"\"");
    assertThat(records.get(1).flaw()).isEqualTo(Flaw.CELL_COUNT);
    assertThat(records.get(1).fields()).isSameAs(RowFields.NONE);
    assertThat(read("tsv", "a.tsv", "x\ty\n").get(0).fields().json())
        .isEqualTo("\"source\":\"x\",\"target\":\"y\"");
  }

  @Test
  void aRowOfParquetIsJsonWithItsTypes() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { optional binary text (STRING); optional int64 n; optional double nan;"
                + " optional int32 day (DATE); optional group list (LIST) { repeated group list {"
                + " optional int32 element; } } optional group map (MAP) { repeated group key_value"
                + " { required binary key (STRING); optional boolean value; } } optional binary"
                + " raw; }");
    Group row = new SimpleGroup(schema);
    row.append("text", "a").append("n", 1L << 60).append("nan", Double.NaN).append("day", 1);
    Group list = row.addGroup("list");
    list.addGroup("list").append("element", 7);
    list.addGroup("list");
    row.addGroup("map").addGroup("key_value").append("key", "k").append("value", true);
    assertThat(written(row, SPEC).fields().json())
        .isEqualTo(
            "\"text\":\"a\",\"n\":1152921504606846976,\"nan\":\"NaN\",\"day\":\"1970-01-02\","
                + "\"list\":[7,null],\"map\":[{\"key\":\"k\",\"value\":true}],\"raw\":null");
    assertThat(SchemaText.parse(SchemaText.of(schema))).isEqualTo(schema);
  }

  @Test
  void numbersWithoutASignHaveNone() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required binary text (STRING); required int32 a (INTEGER(32,false));"
                + " required int64 b (INTEGER(64,false)); required int32 c (INTEGER(32,true)); }");
    Group row = new SimpleGroup(schema);
    row.append("text", "t").append("a", -1).append("b", -1L).append("c", -1);
    RecordSpec spec = new RecordSpec("text", "b", "", 50).withFields();
    assertThat(written(row, spec).fields().json())
        .isEqualTo("\"text\":\"t\",\"a\":4294967295,\"b\":18446744073709551615,\"c\":-1");
    assertThat(written(row, spec).id()).isEqualTo("18446744073709551615");
  }

  private TextRecord written(Group row, RecordSpec spec) throws IOException {
    Path file = folder.resolve("f.parquet");
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType((MessageType) row.getType())
            .withConf(new Configuration(false))
            .build()) {
      writer.write(row);
    }
    return read("parquet", "f.parquet", Files.readAllBytes(file), spec).get(0);
  }

  @Test
  void columnsOfAnyNameGoToTasksAsTexts() {
    MessageType columns = JsonColumns.texts(List.of("a b", "", "{x};", "é\n", "%41"));
    assertThat(SchemaText.parse(SchemaText.of(columns))).isEqualTo(columns);
  }

  @Test
  void objectsBecomeColumnsOfWhatAllTheirValuesAre() {
    JsonColumns columns = new JsonColumns();
    read(
            "json-lines",
            "a.jsonl",
            "{\"text\":\"a\",\"w\":1,\"d\":1,\"b\":true,\"x\":1}\n"
                + "{\"text\":\"b\",\"w\":2,\"d\":0.5,\"b\":null,\"x\":\"y\",\"o\":{}}\n")
        .forEach(record -> columns.add(record.fields()));
    assertThat(columns.columns().getFields())
        .contains(
            column(PrimitiveTypeName.INT64, "w"),
            column(PrimitiveTypeName.DOUBLE, "d"),
            column(PrimitiveTypeName.BOOLEAN, "b"),
            text("x"),
            text("o"));
  }

  @Test
  void objectsThatHaveTooManyNamesOnlyTogetherAreRefusedToo() {
    JsonColumns columns = new JsonColumns();
    columns.addAll(JsonColumns.texts(names(0, 1_500)));
    columns.addAll(JsonColumns.texts(names(500, 2_000)));
    assertThat(columns.columns().getFields()).hasSize(2_000);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> columns.addAll(JsonColumns.texts(names(0, 2_001))))
        .withMessageContaining("more than 2,000 names");
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "n" + i).toList();
  }

  private static Type column(PrimitiveTypeName type, String name) {
    return Types.optional(type).named(name);
  }

  private static Type text(String name) {
    return Types.optional(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }
}
