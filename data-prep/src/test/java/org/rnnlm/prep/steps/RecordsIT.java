package org.rnnlm.prep.steps;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.shard.ArticleTokens;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;

/** From JSON lines, Parquet and folders of texts to shards on a real Spark. */
class RecordsIT extends PrepareFixture {
  private static final int RECORDS = 1_500;

  private static ReadSpec reading(long splitBytes, String idField, double badShare) {
    return new ReadSpec(
        splitBytes, 1 << 20, new RecordSpec("body", idField, "", 1 << 20), badShare);
  }

  private static String text(int i) {
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
    Map<String, Split> before = splits(new SmallRun(first, folder.resolve("one")));
    Map<String, Split> after =
        splits(new SmallRun(first, folder.resolve("two")).of(List.of(first, added)));
    assertThat(before).hasSize(300);
    assertThat(after).hasSize(400).containsAllEntriesOf(before);
  }

  @Test
  void textFilesThatAreAddedMoveNoOther() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts"));
    for (int i = 100; i < 160; i++) {
      Files.writeString(texts.resolve(i + ".txt"), text(i));
    }
    Map<String, Split> before = splits(new SmallRun(texts, folder.resolve("one")));
    for (int i = 10; i < 50; i++) {
      Files.writeString(texts.resolve(i + ".txt"), text(i)); // before and between the others
    }
    Path moved = Files.move(texts, folder.resolve("moved"));
    Map<String, Split> after = splits(new SmallRun(moved, folder.resolve("two")));
    assertThat(before).hasSize(60);
    assertThat(after).hasSize(100).containsAllEntriesOf(before);
  }

  @Test
  void textFilesMayBeMarkedCompressedAndEmpty() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts"));
    for (int i = 0; i < 30; i++) {
      Files.writeString(texts.resolve(i + ".txt"), "\uFEFF0123456789 " + text(i));
    }
    Files.write(texts.resolve("utf16.txt"), ("\uFEFF0123456789 " + text(30)).getBytes(UTF_16LE));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(texts.resolve("31.txt.gz")))) {
      out.write(("0123456789 " + text(31)).getBytes(UTF_8));
    }
    Files.write(
        texts.resolve("32.txt.zst"), Zstd.compress(("0123456789 " + text(32)).getBytes(UTF_8)));
    Files.writeString(texts.resolve("empty.txt"), "");
    Files.writeString(texts.resolve("mark.txt"), "\uFEFF");
    Files.writeString(texts.resolve("_SUCCESS"), "");

    ShardSet data = new SmallRun(texts, folder.resolve("data")).prepare(spark);

    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 35L, "kept", 33L, "no-text", 2L));
    assertThat(Stream.of(Split.values()).flatMap(split -> SmallRun.texts(data, split).stream()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(0, 32).mapToObj(i -> "0123456789 " + text(i)).toList());
    assertThat(Files.readString(folder.resolve("data/report.json")))
        .contains("\"passedOver\"")
        .contains("_SUCCESS");
    assertThat(Files.readString(folder.resolve("data/report.html"))).contains("[_SUCCESS]");
    Files.write(texts.resolve("latin.txt"), "caf\u00e9!".getBytes(ISO_8859_1));
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> new SmallRun(texts, folder.resolve("no")).prepare(spark))
        .havingCause()
        .withMessageContaining("latin.txt is not UTF-8 text from byte 3 on");
  }

  @Test
  void textFilesOfOneNameAreTwoArticles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Path file = Files.createDirectories(folder.resolve("d" + i)).resolve("same.txt");
      files.add(Files.writeString(file, text(i)));
    }
    ShardSet data = new SmallRun(files.get(0), folder.resolve("data")).of(files).prepare(spark);
    assertThat(data.manifest().pages()).containsEntry("kept", 40L);
    for (Split split : Split.values()) {
      assertThat(data.split(split).articles()).isPositive(); // so they have different ids
    }
    ShardVerifier.verify(data);
  }

  private Map<String, Split> splits(SmallRun run) {
    ShardSet data = run.reading(reading(0, "", 0)).prepare(spark);
    Map<String, Split> splits = new HashMap<>();
    for (Split split : Split.values()) {
      SmallRun.texts(data, split).forEach(text -> splits.put(text, split));
    }
    return splits;
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

  private static final RecordSpec SOURCES = new RecordSpec("q", "", "", 1 << 20).withTarget("a");

  private static String source(int i) {
    return Text.format("Straße %d %s", i, "x".repeat(i % 9));
  }

  private ShardSet pairs(Path input, String output, double badShare, long splitBytes) {
    PrepareSpec spec =
        new PrepareSpec(
            List.of(input.toString()),
            folder.resolve(output).toString(),
            Optional.empty(),
            new ReadSpec(splitBytes, 1 << 20, SOURCES, badShare),
            new FilterSpec(0, false, false),
            TokenSpec.of(TokenKind.CHARACTERS),
            0,
            1,
            new SequenceSpec(SequenceMode.PAIR, 20, 0),
            Cut.END,
            new SentenceSpec(Optional.empty(), SentenceSpec.ParagraphRule.AUTO, 1),
            SmallRun.SPLITS,
            PrepareSpec.SplitBy.AUTO,
            5_000,
            Map.of("prepare.valid-share", "0.2", "prepare.test-share", "0.1", "prepare.seed", "3"));
    new PrepareJob(spark, spec).execute();
    return ShardSet.open(folder.resolve(output).toString(), spark.hadoopConfiguration());
  }

  private static List<String> pairs(ShardSet data) {
    Codec codec = new Codec(data.vocabulary());
    List<String> pairs = new ArrayList<>();
    for (Split split : Split.values()) {
      for (Shard shard : data.split(split).shards()) {
        for (TokenSequence pair : ShardReader.read(data.folder(), shard)) {
          pairs.add(
              codec.decode(PairSequences.sourceTokens(pair))
                  + "\t"
                  + codec.decode(PairSequences.targetTokens(pair)));
        }
      }
    }
    return pairs;
  }

  /** Sources of 9 to 19 characters and targets of 1 to 3: some are longer than 20 steps. */
  @Test
  void pairsOfAllFormatsAreTheSameWholeAndOnce() throws IOException {
    StringBuilder tsv = new StringBuilder();
    StringBuilder json = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= 900; i++) {
      String target = Integer.toString(i % 10_000);
      tsv.append(source(i)).append('\t').append(target).append(i % 2 == 0 ? "\r\n" : "\n");
      json.append(Text.format("{\"a\": \"%s\", \"q\": \"%s\"}\n", target, source(i)));
      if (source(i).length() + 1 + target.length() <= 20) {
        expected.add(source(i) + "\t" + target);
      }
    }
    Path lines = Files.writeString(folder.resolve("p.tsv"), tsv);
    Path objects = Files.writeString(folder.resolve("p.jsonl"), json);
    Path parquet = folder.resolve("p.parquet");
    SparkSession.builder()
        .sparkContext(spark.sc())
        .getOrCreate()
        .read()
        .json(objects.toString())
        .write()
        .parquet(parquet.toString());

    ShardSet data = pairs(lines, "of-tsv", 0, 1 << 16);

    assertThat(pairs(data)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).hasSizeBetween(600, 899);
    assertThat(data.manifest().leftOut())
        .isEqualTo(Map.of("pair-too-long", 900L - expected.size(), "pair-without-tokens", 0L));
    assertThat(ShardVerifier.verify(data)).isEqualTo(expected.size());
    assertThat(data.split(Split.TRAIN).targets())
        .as("tokens of targets, and END")
        .isEqualTo(
            ShardReader.read(data.folder(), data.split(Split.TRAIN).shards().get(0)).stream()
                    .mapToLong(PairSequences::targets)
                    .sum()
                + data.split(Split.TRAIN).shards().stream()
                    .skip(1)
                    .flatMap(shard -> ShardReader.read(data.folder(), shard).stream())
                    .mapToLong(PairSequences::targets)
                    .sum())
        .isEqualTo(data.split(Split.TRAIN).characters());
    assertThat(pairs(pairs(objects, "of-json", 0, 0))).isEqualTo(pairs(data));
    assertThat(pairs(pairs(parquet, "of-parquet", 0, 0))).isEqualTo(pairs(data));
  }

  @Test
  void linesThatAreNoPairsAreCountedAndNamed() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("p.tsv"),
            IntStream.range(0, 60)
                .mapToObj(i -> source(i) + "\t" + i + "\n")
                .collect(
                    Collectors.joining("", "no tab\n", "one\ttwo\tthree\n\n\tempty\nempty\t\n")));

    Map<String, Long> pages = pairs(file, "data", 0.05, 0).manifest().pages();

    assertThat(pages)
        .isEqualTo(
            Map.of("read", 64L, "kept", 60L, "missing-tab", 1L, "extra-tab", 1L, "no-text", 2L));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> pairs(file, "strict", 0, 0))
        .withMessageContaining("missing-tab 1, such as file:" + file + " line 1")
        .withMessageContaining("extra-tab 1, such as file:" + file + " line 62");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new SmallRun(file, folder.resolve("stream")).prepare(spark))
        .withMessageContaining("set prepare.mode = pair");
    Path text = Files.writeString(folder.resolve("a.txt"), "no pairs");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> pairs(text, "text", 0, 0))
        .withMessageContaining("format text has no pairs; give .tsv files");
  }
}
