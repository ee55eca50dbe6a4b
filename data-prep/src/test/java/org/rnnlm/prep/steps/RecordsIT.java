package org.rnnlm.prep.steps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.shard.ArticleTokens;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;

/** From JSON lines and Parquet to shards on a real Spark. */
class RecordsIT extends PrepareFixture {
  private static final int RECORDS = 1_500;

  private static ReadSpec reading(long splitBytes, String idField, double badShare) {
    return new ReadSpec(
        splitBytes, 1 << 20, new RecordSpec("body", idField, "", 1 << 20), badShare);
  }

  static String text(int i) {
    return Text.format("Article %d, été 中文 %s", i, "and so on ".repeat(i % 7));
  }

  private static String line(int i) {
    return Text.format("{\"number\": %d, \"other\": [1], \"body\": \"%s\"}\n", 1000 + i, text(i));
  }

  private Path jsonLines(String name, int from, int to) throws IOException {
    StringBuilder lines = new StringBuilder();
    IntStream.range(from, to).forEach(i -> lines.append(line(i)));
    return Files.writeString(folder.resolve(name), lines);
  }

  @Test
  void everyRecordIsInItsSplitWholeAndOnce() throws IOException {
    Path file = jsonLines("a.jsonl", 0, RECORDS);
    SmallRun run =
        new SmallRun(file, folder.resolve("data")).reading(reading(1 << 16, "number", 0));
    ShardSet data = run.prepare(spark);
    for (Split split : Split.values()) {
      assertThat(SmallRun.texts(data, split))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, RECORDS)
                  .filter(i -> SmallRun.SPLITS.of(1000 + i) == split)
                  .mapToObj(RecordsIT::text)
                  .toList());
    }
    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 1500L, "kept", 1500L));
    assertThat(ShardVerifier.verify(data)).isPositive();
    assertThat(
            new Codec(data.vocabulary())
                .decode(ArticleTokens.find(data, SmallRun.SPLITS.of(1006), 1006)))
        .isEqualTo(text(6));
  }

  @Test
  void aRecordThatNamesItsSplitGoesThereWhateverItsIdIs() throws IOException {
    StringBuilder lines = new StringBuilder("number,body,part\n");
    List<String> names = List.of("train", "valid", "train", "test", "validation");
    for (int i = 0; i < 200; i++) {
      lines.append(Text.format("%d,\"%s\",%s\n", i, text(i), names.get(i % names.size())));
    }
    Path file = Files.writeString(folder.resolve("named.csv"), lines + "7000,a,\n7001,b,Train\n");
    RecordSpec named = new RecordSpec("body", "number", "", 1 << 20).withSplit("part");
    SmallRun run =
        new SmallRun(file, folder.resolve("named")).reading(new ReadSpec(0, 1 << 20, named, 0.1));

    ShardSet data = run.prepare(spark);

    Map<Split, List<Integer>> wanted =
        Map.of(Split.TRAIN, List.of(0, 2), Split.VALID, List.of(1, 4), Split.TEST, List.of(3));
    wanted.forEach(
        (split, places) ->
            assertThat(SmallRun.texts(data, split))
                .containsExactlyInAnyOrderElementsOf(
                    IntStream.range(0, 200)
                        .filter(i -> places.contains(i % names.size()))
                        .mapToObj(RecordsIT::text)
                        .toList()));
    assertThat(data.manifest().pages())
        .containsEntry("missing-split", 2L)
        .containsEntry("kept", 200L);
    assertThat(Files.readString(folder.resolve("named/report.html")))
        .contains("each whole, where its record says");
    assertThat(ShardVerifier.verify(data)).isPositive();
  }

  @Test
  void withoutARecordForTrainingThereIsNothingToLearn() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("tests.jsonl"), "{\"body\": \"a b\", \"part\": \"test\"}\n".repeat(9));
    RecordSpec named = new RecordSpec("body", "", "", 1 << 20).withSplit("part");
    SmallRun run =
        new SmallRun(file, folder.resolve("none")).reading(new ReadSpec(0, 1 << 20, named, 0));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run.prepare(spark))
        .withMessageStartingWith("no article that is kept has 'train' in field 'part'");
    Path text = Files.writeString(folder.resolve("plain.txt"), "Of no fields.");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                new SmallRun(text, folder.resolve("none"))
                    .reading(new ReadSpec(0, 1 << 20, named, 0))
                    .prepare(spark))
        .withMessageStartingWith("prepare.split-field is 'part', and format text has no fields");
  }

  @Test
  void formatCompressionFilesAndSlicesChangeNoShard() throws IOException {
    Path file = jsonLines("a.jsonl", 0, RECORDS);
    Path gzip = folder.resolve("a.ndjson.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      Files.copy(file, out);
    }
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Files.copy(jsonLines("b.jsonl", 900, RECORDS), parts.resolve("a.jsonl"));
    Files.copy(jsonLines("c.jsonl", 0, 900), parts.resolve("b.jsonl"));
    Path parquet = folder.resolve("a.parquet");
    SparkSession session = SparkSession.builder().sparkContext(spark.sc()).getOrCreate();
    session
        .read()
        .json(file.toString())
        .repartition(3)
        .write()
        .option("parquet.block.size", 20_000)
        .parquet(parquet.toString());

    Map<String, String> expected = shards(file, 0);
    assertThat(expected).hasSizeGreaterThan(10);
    assertThat(shards(file, 1 << 16)).isEqualTo(expected);
    assertThat(shards(gzip, 1 << 16)).isEqualTo(expected);
    assertThat(shards(parts, 0)).isEqualTo(expected);
    assertThat(shards(parquet, 1 << 16)).isEqualTo(expected);
  }

  private Map<String, String> shards(Path input, long splitBytes) throws IOException {
    Path output = folder.resolve("of-" + input.getFileName() + splitBytes);
    SmallRun run = new SmallRun(input, output).reading(reading(splitBytes, "number", 0));
    run.prepare(spark);
    Map<String, String> hashes = new TreeMap<>(hashes(output));
    hashes.keySet().removeIf(name -> name.startsWith("report.")); // names files as titles
    return hashes;
  }

  @Test
  void badRecordsAreCountedShownAndAtSomeShareAnError() throws IOException {
    Path file = jsonLines("a.jsonl", 0, 200);
    Files.writeString(
        file,
        Files.readString(file)
            .replace(line(50), "bad\n{\"number\": 1}\n{\"number\": 1, \"body\": 2}\n"));
    SmallRun run = new SmallRun(file, folder.resolve("data")).reading(reading(0, "number", 0.02));
    Map<String, Long> pages = run.prepare(spark).manifest().pages();
    assertThat(pages)
        .isEqualTo(
            Map.of("read", 202L, "kept", 199L, "not-json", 1L, "missing-text", 1L, "not-text", 1L));
    assertThat(Files.readString(folder.resolve("data/report.json"))).contains("a.jsonl line 52\"");

    SmallRun strict = new SmallRun(file, folder.resolve("no")).reading(reading(0, "number", 0.01));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> strict.prepare(spark))
        .withMessageStartingWith("3 of 202 records are bad, more than prepare.bad-records = 0.01")
        .withMessageContaining("not-json 1, such as file:" + file + " line 51")
        .withMessageContaining("not-text 1, such as file:" + file + " line 53");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void recordsAndFilesThatAreAddedMoveNoOther() throws IOException {
    Path first = jsonLines("m.jsonl", 0, 300);
    Path added = jsonLines("a.jsonl", 300, 400);
    Map<String, Split> before =
        new SmallRun(first, folder.resolve("one")).reading(reading(0, "", 0)).splits(spark);
    Map<String, Split> after =
        new SmallRun(first, folder.resolve("two"))
            .of(List.of(first, added))
            .reading(reading(0, "", 0))
            .splits(spark);
    assertThat(before).hasSize(300);
    assertThat(after).hasSize(400).containsAllEntriesOf(before);
  }

  @Test
  void repeatedRecordsStayOnlyIfAsked() throws IOException {
    Path file = jsonLines("a.jsonl", 0, 100);
    Files.writeString(file, line(7) + line(8), UTF_8, StandardOpenOption.APPEND);
    ReadSpec withoutIds = reading(0, "", 0);
    SmallRun once = new SmallRun(file, folder.resolve("once")).reading(withoutIds);
    SmallRun all = new SmallRun(file, folder.resolve("all")).reading(withoutIds).repeating();
    assertThat(once.prepare(spark).manifest().pages())
        .isEqualTo(Map.of("read", 102L, "kept", 100L, "duplicate-text", 2L));
    ShardSet repeated = all.prepare(spark);
    assertThat(repeated.manifest().pages()).isEqualTo(Map.of("read", 102L, "kept", 102L));
    ShardVerifier.verify(repeated);
  }

  @Test
  void recordsOfOneIdAreOne() throws IOException {
    Path file = jsonLines("a.jsonl", 0, 100);
    Files.writeString(file, Files.readString(file).replace("\"number\": 1007", "\"number\": 1008"));
    SmallRun run = new SmallRun(file, folder.resolve("data")).reading(reading(0, "number", 0));
    assertThat(run.prepare(spark).manifest().pages())
        .isEqualTo(Map.of("read", 100L, "kept", 99L, "duplicate-id", 1L));
  }
}
