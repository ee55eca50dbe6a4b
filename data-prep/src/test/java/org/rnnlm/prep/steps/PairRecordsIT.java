package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.RecordSpec;
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

/** From pairs in TSV, JSON lines and Parquet to shards on a real Spark. */
class PairRecordsIT extends PrepareFixture {
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
