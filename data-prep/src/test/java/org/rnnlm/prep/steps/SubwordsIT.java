package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.prep.EnglishSample;
import org.rnnlm.prep.corpus.ArticleText;
import org.rnnlm.prep.corpus.Encyclopedia;
import org.rnnlm.prep.corpus.Topic;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Digits;
import org.rnnlm.vocabulary.Normalization;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Subwords learnt and written by a real Spark. */
class SubwordsIT extends PrepareFixture {
  private static final int ARTICLES = 300;
  private static final TokenSpec SUBWORDS =
      new TokenSpec(TokenKind.SUBWORDS, false, Normalization.NFC, Digits.SPLIT);

  private SmallRun run(Path dump, String output) {
    return new SmallRun(dump, folder.resolve(output)).tokens(SUBWORDS, 700);
  }

  @Test
  void everyTextComesBackAndNothingIsUnknown() throws IOException {
    ShardSet data = run(dump(ARTICLES), "data").prepare(spark);

    Encyclopedia encyclopedia = new Encyclopedia(CORPUS_SEED, Topic.EVERYTHING);
    List<ArticleText> articles =
        LongStream.range(0, ARTICLES).mapToObj(encyclopedia::article).toList();
    for (Split split : Split.values()) {
      List<String> expected =
          articles.stream()
              .filter(article -> SmallRun.SPLITS.of(article.id()) == split)
              .map(ArticleText::text)
              .toList();
      assertThat(SmallRun.texts(data, split)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(data.split(split).unknown()).isZero();
      assertThat(data.split(split).characters()) // what nats per character are divided by
          .isEqualTo(
              expected.stream().mapToLong(text -> text.codePointCount(0, text.length()) + 1).sum());
      assertThat(data.split(split).targets()).isLessThan(data.split(split).characters() * 2 / 3);
    }
    assertThat(ShardVerifier.verify(data)).isPositive();
  }

  @Test
  void theCountsAreThoseOfTheTrainingSplit() throws IOException {
    ShardSet data = run(dump(ARTICLES), "data").prepare(spark);

    long[] counts = new long[data.vocabulary().size()];
    SmallRun.articles(data, Split.TRAIN)
        .forEach(ids -> Arrays.stream(ids).forEach(i -> counts[i]++));
    counts[Vocabulary.END] = data.split(Split.TRAIN).articles();
    assertThat(data.vocabulary().entries().stream().mapToLong(Vocabulary.Entry::count).toArray())
        .isEqualTo(counts);
    assertThat(data.vocabulary().size()).isEqualTo(4 + 700);
    assertThat(Files.readString(folder.resolve("data/report.json")))
        .contains("\"unknownShare\" : 0.0", "\"700\" : 1.0");
  }

  @Test
  void neitherClusterNorKilledTasksChangeABit() throws IOException {
    Path dump = dump(ARTICLES);
    KillsFirstAttempts killer = new KillsFirstAttempts(spark.sc());
    spark.sc().addSparkListener(killer);
    SmallRun slices = run(dump, "slices").reading(new ReadSpec(1 << 16, 1 << 20));
    slices.prepare(spark);
    spark.sc().removeSparkListener(killer);
    assertThat(killer.killed()).isGreaterThan(5);
    spark.stop();
    SmallRun whole = run(dump, "whole");
    try {
      spark = spark("local[1]");
      whole.prepare(spark);
    } finally {
      spark.stop();
      spark = spark("local[2]");
    }
    assertThat(hashes(slices.output()))
        .isEqualTo(hashes(whole.output()))
        .containsKeys("tokenizer.json", "vocabulary.tsv")
        .hasSizeGreaterThan(8);
  }

  /** With Hugging Face's own library, over all articles of a real dump. */
  @Test
  void onTheEnglishSampleTheTokensAreThoseOfHuggingFace() throws IOException {
    SmallRun run =
        new SmallRun(EnglishSample.file(), folder.resolve("english"))
            .tokens(TokenSpec.of(TokenKind.SUBWORDS).with(Normalization.NFC), 4000);
    ShardSet data = run.prepare(spark);
    Codec codec = new Codec(data.vocabulary());
    long tokens = 0;
    try (HuggingFaceTokenizer theirs = open(run.output().resolve("tokenizer.json"))) {
      for (Split split : Split.values()) {
        for (int[] ids : SmallRun.articles(data, split)) {
          long[] expected = Arrays.stream(ids).asLongStream().toArray();
          String text = codec.decode(ids);
          assertThat(theirs.encode(text, false, false).getIds()).isEqualTo(expected);
          assertThat(theirs.decode(expected, false)).isEqualTo(text);
          tokens += ids.length;
        }
      }
    }
    System.out.print(
        Text.format("%,d tokens of the English sample are those of Hugging Face%n", tokens));
    assertThat(tokens).isGreaterThan(700_000);
  }

  private static HuggingFaceTokenizer open(Path json) throws IOException {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("DJL_CACHE_DIR", Path.of("target", "djl").toAbsolutePath().toString());
    try {
      return HuggingFaceTokenizer.newInstance(
          json, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
    } catch (LinkageError | IllegalStateException e) {
      System.out.println("a test is skipped: Hugging Face's tokenizers do not load here: " + e);
      assumeTrue(false, "Hugging Face's tokenizers do not load here: " + e);
      throw e;
    }
  }
}
