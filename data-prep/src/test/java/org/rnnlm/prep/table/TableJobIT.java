package org.rnnlm.prep.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.ProgressStyle;
import org.rnnlm.prep.corpus.CorpusSpec;
import org.rnnlm.prep.corpus.EncyclopediaWriter;
import org.rnnlm.prep.corpus.Topic;
import org.rnnlm.prep.steps.KillsFirstAttempts;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.spark.RecordedJobs;
import org.rnnlm.text.Text;

/** A table that is made of another: rows, order, files. What works on rows is made up. */
class TableJobIT extends TableFixture {
  private static String object(int i) {
    return Text.format("{\"n\":%d,\"text\":\"%s\"}", i, "x".repeat(i % 90));
  }

  private static String result(int i) {
    return Text.format(
        "{\"n\":%d,\"text\":\"%s\",\"row\":%d,\"length\":%d,\"halves\":[%s]}",
        i, "x".repeat(i % 90), i, i % 90, Float.toString(i % 90 / 2f));
  }

  @Test
  void everyRowIsThereOnceInOrderWhateverBefallsTheTasks() throws IOException {
    int rows = 6_000;
    write(
        "a.jsonl",
        IntStream.range(0, rows).mapToObj(i -> object(i) + "\n").collect(Collectors.joining()));
    TableReport report = run(spec("whole", TableFormat.JSON_LINES), "a.jsonl");
    assertThat(lines("whole"))
        .containsExactlyElementsOf(IntStream.range(0, rows).mapToObj(TableJobIT::result).toList());
    assertThat(report.read()).isEqualTo(rows);
    assertThat(report.groups()).containsExactly(Map.entry("any", (long) rows));
    assertThat(stored("whole").prove()).isEqualTo(rows);
    assertThat(stored("whole").manifest().parts()).hasSizeGreaterThan(4);

    KillsFirstAttempts killer = new KillsFirstAttempts(spark.sc());
    spark.sc().addSparkListener(killer);
    run(spec("killed", TableFormat.JSON_LINES), "a.jsonl");
    run(spec("killed-parquet", TableFormat.PARQUET), "a.jsonl");
    spark.sc().removeSparkListener(killer);
    run(spec("parquet", TableFormat.PARQUET), "a.jsonl");
    assertThat(killer.killed()).isPositive();
    assertThat(hashes("killed")).isEqualTo(hashes("whole")).hasSizeGreaterThan(4);
    assertThat(hashes("killed-parquet")).isEqualTo(hashes("parquet"));
  }

  @Test
  void itsJobsAreOfItsOutputAndItsSteps() throws IOException {
    write("a.csv", "text\nsome\n");
    RecordedJobs jobs =
        RecordedJobs.of(spark, () -> run(spec("lengths-of-a", TableFormat.JSON_LINES), "a.csv"));
    assertThat(jobs.groups()).containsOnly("lengths");
    assertThat(jobs.descriptions())
        .contains("lengths to lengths-of-a: count rows", "lengths to lengths-of-a: work on rows")
        .allMatch(description -> description.startsWith("lengths to lengths-of-a: "));
    assertThat(spark.getLocalProperty("spark.jobGroup.id")).isNull();
  }

  @Test
  void badRowsKeepTheirPlaceAndSayWhatIsWrong() throws IOException {
    write("a.jsonl", "{\"text\":\"a\"}\nno\n{\"x\":1}\n\n{\"text\":\"bc\",\"x\":2.50}\n");
    TableReport report = run(spec("out", TableFormat.JSON_LINES), "a.jsonl");
    assertThat(lines("out"))
        .containsExactly(
            "{\"text\":\"a\",\"row\":0,\"length\":1,\"halves\":[0.5]}",
            "{\"row\":1,\"error\":\"not-json\"}",
            "{\"x\":1,\"row\":2,\"error\":\"missing-text\"}",
            "{\"text\":\"bc\",\"x\":2.50,\"row\":3,\"length\":2,\"halves\":[1.0]}");
    assertThat(report.bad())
        .containsExactlyInAnyOrderEntriesOf(Map.of("missing-text", 1L, "not-json", 1L));
    assertThat(report.examples().get("not-json").get(0)).endsWith("a.jsonl line 2");
  }

  @Test
  void objectsBecomeColumnsOfParquetAndTablesKeepTheirTypes() throws IOException {
    write("a.jsonl", "{\"text\":\"a\",\"w\":1,\"a b\":[1]}\nno\n{\"text\":\"bc\",\"w\":2}\n");
    run(spec("out", TableFormat.PARQUET), "a.jsonl");
    SparkSession sql = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    Dataset<Row> table = sql.read().parquet(folder.resolve("out/rows").toString()).orderBy("row");
    assertThat(table.columns())
        .containsExactly("text", "w", "a b", "row", "length", "halves", "error");
    assertThat(table.toJSON().collectAsList())
        .containsExactly(
            "{\"text\":\"a\",\"w\":1,\"a b\":\"[1]\",\"row\":0,\"length\":1,\"halves\":[0.5]}",
            "{\"row\":1,\"error\":\"not-json\"}",
            "{\"text\":\"bc\",\"w\":2,\"row\":2,\"length\":2,\"halves\":[1.0]}");

    sql.sql(
            "select 'abc' as text, map('k', array(1D)) as m, timestamp_seconds(7) as at,"
                + " cast(1.25 as decimal(9, 2)) as price")
        .coalesce(1)
        .write()
        .parquet(folder.resolve("typed").toString());
    run(spec("copied", TableFormat.PARQUET), "typed");
    Dataset<Row> copied = sql.read().parquet(folder.resolve("copied/rows").toString());
    assertThat(copied.select("text", "m", "at", "price").toJSON().collectAsList())
        .isEqualTo(sql.read().parquet(folder.resolve("typed").toString()).toJSON().collectAsList());
    assertThat(copied.select("length").collectAsList().get(0).getLong(0)).isEqualTo(3);
  }

  @Test
  void cellsAndTextsAreTablesToo() throws IOException {
    write("a.csv", "my column,text\n1,abc\n2,\"d\ne\"\n3,4,5\n");
    run(spec("cells", TableFormat.JSON_LINES), "a.csv");
    assertThat(lines("cells"))
        .containsExactly(
            "{\"my column\":\"1\",\"text\":\"abc\",\"row\":0,\"length\":3,\"halves\":[1.5]}",
            "{\"my column\":\"2\",\"text\":\"d\\ne\",\"row\":1,\"length\":3,\"halves\":[1.5]}",
            "{\"row\":2,\"error\":\"cell-count\"}");
    run(spec("parquet", TableFormat.PARQUET), "a.csv");
    assertThat(stored("parquet").manifest().columns())
        .containsExactly("my column", "text", "row", "length", "halves", "error");
    write("1.txt", "one");
    write("2.txt", "two!");
    run(spec("texts", TableFormat.JSON_LINES), "1.txt", "2.txt");
    assertThat(lines("texts")).hasSize(2);
    assertThat(lines("texts").get(1)).contains("2.txt\",\"text\":\"two!\",\"row\":1,\"length\":4");
  }

  @Test
  void anEmptyTableIsATable() throws IOException {
    write("a.jsonl", "\n");
    assertThat(run(spec("out", TableFormat.PARQUET), "a.jsonl").read()).isZero();
    assertThat(stored("out").manifest().parts()).hasSize(1);
    assertThat(stored("out").prove()).isZero();
    write("a.csv", "text\n");
    run(spec("cells", TableFormat.JSON_LINES), "a.csv");
    assertThat(lines("cells")).isEmpty();
  }

  @Test
  void aTableOfAnOlderVersionIsAnInput() throws Exception {
    Path golden = Path.of(GoldenTableTest.class.getResource("scores-1/rows").toURI());
    TableSpec spec = spec("out", "again_", true, true);
    run(spec, golden.toString());
    assertThat(lines("out").get(0))
        .startsWith("{\"id\": 7, \"text\": \"Kalond is a town.\"")
        .endsWith(",\"again_row\":0,\"again_length\":17,\"again_halves\":[8.5]}");
    assertThat(stored("out").manifest().bad()).containsExactly(Map.entry("missing-text", 2L));
  }

  /** Tells how many fields come with a row. */
  private record FieldCounts() implements RowWorkSource {
    @Override
    public RowWork open() {
      return new RowWork() {
        @Override
        public List<RowOutcome> apply(List<TableRow> rows) {
          return rows.stream()
              .map(row -> List.<Object>of((long) row.fields().names().size(), new float[0]))
              .map(values -> RowOutcome.of(values, RowMeasures.of(0, 0)))
              .toList();
        }

        @Override
        public void close() {
          // holds nothing
        }
      };
    }
  }

  @Test
  void fieldsThatAreNotKeptAreNotRead() throws IOException {
    write("a.csv", "n,text\n1,a\n2,b\n");
    TableSpec results = spec("out", "", false, true);
    new TableJob(spark, results, inputs("a.csv"), ProgressStyle.NONE).execute(new FieldCounts());
    assertThat(lines("out"))
        .containsExactly(
            "{\"row\":0,\"length\":0,\"halves\":[]}", "{\"row\":1,\"length\":0,\"halves\":[]}");
  }

  @Test
  void pagesAreCountedAndWorkedOnAlike() throws IOException {
    try (OutputStream dump = Files.newOutputStream(folder.resolve("a.xml.bz2"))) {
      EncyclopediaWriter.write(
          new CorpusSpec(30, 5, Topic.TOWNS, 4), dump, OutputStream.nullOutputStream());
    }
    TableReport report = run(spec("pages", TableFormat.JSON_LINES), "a.xml.bz2");
    assertThat(report.read()).isGreaterThan(30);
    assertThat(report.badRows()).isEqualTo(report.read() - 30);
    List<String> lines = lines("pages");
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).contains("\"row\":" + i + ",");
    }
  }

  @Test
  void rowsThatAreLeftOutAreCounted() throws IOException {
    write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"bcd\"}\nno\n");
    TableSpec spec = spec("out", "new_", true, false);
    TableReport report =
        new TableJob(spark, spec, inputs("a.jsonl"), ProgressStyle.NONE).execute(new Lengths(2));
    assertThat(lines("out"))
        .containsExactly("{\"text\":\"bcd\",\"new_row\":1,\"new_length\":3,\"new_halves\":[1.5]}");
    assertThat(report.leftOut()).containsExactly(Map.entry("short", 1L));
    assertThat(report.bad()).containsExactly(Map.entry("not-json", 1L));
    assertThat(report.written()).isEqualTo(1);
  }
}
