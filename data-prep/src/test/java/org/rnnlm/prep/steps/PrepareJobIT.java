package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.io.StoredFile;
import org.rnnlm.prep.corpus.ArticleText;
import org.rnnlm.prep.corpus.Encyclopedia;
import org.rnnlm.prep.corpus.Topic;
import org.rnnlm.shard.ArticleTokens;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.spark.RecordedJobs;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** From dumps to shards on a real Spark, against the generated encyclopedia's own texts. */
class PrepareJobIT extends PrepareJobFixture {
  private static Map<Split, List<String>> articles() {
    Encyclopedia encyclopedia = new Encyclopedia(CORPUS_SEED, Topic.EVERYTHING);
    return LongStream.range(0, ARTICLES)
        .mapToObj(encyclopedia::article)
        .collect(
            Collectors.groupingBy(
                article -> SPLITS.of(article.id()),
                Collectors.mapping(ArticleText::text, Collectors.toList())));
  }

  @Test
  void everyArticleIsInItsSplitWholeAndOnce() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    Map<Split, List<String>> expected = articles();
    for (Split split : Split.values()) {
      assertThat(texts(data, split)).containsExactlyInAnyOrderElementsOf(expected.get(split));
      assertThat(data.split(split).articles()).isEqualTo(expected.get(split).size());
    }
    assertThat(data.split(Split.TRAIN).shards()).hasSizeGreaterThan(5);
    assertThat(ShardVerifier.verify(data)).isPositive();
    Map<String, Long> pages = data.manifest().pages();
    assertThat(pages).containsEntry("kept", (long) ARTICLES);
    assertThat(pages.get("read"))
        .isEqualTo(pages.get("kept") + pages.get("redirect") + pages.get("other-namespace"));
  }

  @Test
  void itsJobsAreOfItsOutputAndItsSteps() throws IOException {
    PrepareSpec spec = spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO);
    RecordedJobs jobs = RecordedJobs.of(spark, () -> prepare(spec));
    assertThat(jobs.groups()).containsOnly("prepare");
    assertThat(jobs.descriptions())
        .contains(
            "prepare data: cut inputs",
            "prepare data: read and clean",
            "prepare data: count tokens",
            "prepare data: encode",
            "prepare data: write shards")
        .allMatch(description -> description.startsWith("prepare data: "));
    assertThat(spark.getLocalProperty("spark.job.description")).isNull();
  }

  @Test
  void everySequenceHasTheWholeLengthButTheLast() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    for (Split split : Split.values()) {
      List<TokenSequence> sequences = sequences(data, split);
      assertThat(sequences.subList(0, sequences.size() - 1))
          .allMatch(sequence -> sequence.targets() == 50);
      assertThat(sequences.stream().mapToLong(TokenSequence::targets).sum())
          .isEqualTo(data.split(split).targets())
          .isEqualTo(data.split(split).characters());
      List<Integer> records = data.split(split).shards().stream().map(Shard::records).toList();
      assertThat(records.subList(0, records.size() - 1))
          .allMatch(count -> count.equals(records.get(0)));
    }
  }

  @Test
  void theVocabularyKnowsTheTrainingSplitAlone() throws IOException {
    ShardSet data =
        prepare(
            spec(
                dump(ARTICLES),
                "data",
                TokenSpec.of(TokenKind.WORDS).lowerCased(),
                20,
                PrepareSpec.SplitBy.AUTO));
    Map<String, Long> counts = new TreeMap<>();
    for (int token : stream(data, Split.TRAIN)) {
      counts.merge(data.vocabulary().token(token), 1L, Long::sum);
    }
    for (Vocabulary.Entry entry :
        data.vocabulary().entries().subList(Vocabulary.END + 1, data.vocabulary().size())) {
      assertThat(counts).containsEntry(entry.token(), entry.count());
    }
    assertThat(data.split(Split.TRAIN).unknown()).isZero();
    assertThat(data.split(Split.VALID).unknown()).isPositive();
  }

  @Test
  void theClusterIsInvisible() throws IOException {
    Path dump = dump(ARTICLES);
    prepare(spec(dump, "two-cores", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    spark.stop();
    spark = spark("local[1]");
    try {
      prepare(spec(dump, "one-core", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    } finally {
      spark.stop();
      spark = spark("local[2]");
    }
    assertThat(hashes("one-core")).isEqualTo(hashes("two-cores")).hasSizeGreaterThan(8);
  }

  @Test
  void neitherSlicesNorKilledTasksChangeABit() throws IOException {
    Path dump = dump(1_500);
    Path plain = folder.resolve("dump.xml");
    try (InputStream in = new BZip2CompressorInputStream(Files.newInputStream(dump), true)) {
      Files.copy(in, plain);
    }
    PrepareSpec whole = spec(dump, "whole", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO);
    assertThat(prepare(whole).manifest().pages()).containsEntry("kept", 1_500L);
    KillsFirstAttempts killer = new KillsFirstAttempts(spark.sc());
    spark.sc().addSparkListener(killer);
    prepare(spec(dump, "blocks", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO, 1 << 16));
    prepare(spec(plain, "slices", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO, 200 << 10));
    spark.sc().removeSparkListener(killer);
    assertThat(killer.killed()).isGreaterThan(5);
    assertThat(hashes("blocks")).isEqualTo(hashes("whole")).hasSizeGreaterThan(8);
    assertThat(hashes("slices")).isEqualTo(hashes("whole"));
  }

  @Test
  void everyArticleIsFoundByItsId() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    Codec codec = new Codec(data.vocabulary());
    Encyclopedia encyclopedia = new Encyclopedia(CORPUS_SEED, Topic.EVERYTHING);
    LongStream.range(0, ARTICLES)
        .mapToObj(encyclopedia::article)
        .filter(article -> SPLITS.of(article.id()) == Split.TRAIN)
        .forEach(
            article ->
                assertThat(codec.decode(ArticleTokens.find(data, Split.TRAIN, article.id())))
                    .isEqualTo(article.text()));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ArticleTokens.find(data, Split.TRAIN, 1L << 40))
        .withMessageContaining("no sequence that begins in article 1099511627776");
  }

  @Test
  void theManifestNamesAllThatIsThereButTheReports() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    long files =
        5
            + Arrays.stream(Split.values())
                .mapToLong(split -> data.split(split).shards().size())
                .sum();
    assertThat(hashes("data"))
        .hasSize((int) files)
        .containsKeys(
            ShardManifest.NAME,
            "vocabulary.tsv",
            "tokenizer.json",
            PrepareReport.JSON,
            ReportPage.NAME);
    assertThat(data.manifest().others())
        .extracting(StoredFile::name, StoredFile::sha256)
        .containsExactly(tuple("tokenizer.json", hashes("data").get("tokenizer.json")));
  }
}
