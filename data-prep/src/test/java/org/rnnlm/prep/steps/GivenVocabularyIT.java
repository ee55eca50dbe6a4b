package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Data that are prepared with the vocabulary of others. */
class GivenVocabularyIT extends PrepareFixture {
  private static final int ARTICLES = 80;

  private SmallRun run(Path input, String output, TokenKind kind) {
    int size = kind == TokenKind.SUBWORDS ? 400 : 0;
    return new SmallRun(input, folder.resolve(output)).tokens(TokenSpec.of(kind), size);
  }

  private ShardSet prepare(SmallRun run, Vocabulary given) {
    PrepareSpec spec = run.spec().with(new GivenVocabulary(given, "given", List.of()));
    new PrepareJob(spark, spec).execute();
    return ShardSet.open(spec.output(), spark.hadoopConfiguration());
  }

  @ParameterizedTest
  @EnumSource(names = {"CHARACTERS", "SUBWORDS"})
  void withTheirOwnVocabularyDataAreTheSameToTheByte(TokenKind kind) throws IOException {
    Path dump = dump(ARTICLES);
    ShardSet learnt = run(dump, "learnt", kind).prepare(spark);
    prepare(run(dump, "given", kind), learnt.vocabulary());
    assertThat(hashes("given")).isEqualTo(hashes("learnt")).hasSizeGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource(names = {"WORDS", "SUBWORDS"})
  void theIdsAreThoseOfTheOthersAndTheCountsThoseOfTheText(TokenKind kind) throws IOException {
    ShardSet others = run(dump(ARTICLES), "others", kind).prepare(spark);
    Path texts = Files.createDirectories(folder.resolve("texts"));
    Codec codec = new Codec(others.vocabulary());
    List<List<Integer>> encoded = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String text = "The town of " + i + " ☃☃ has a river.";
      Files.writeString(texts.resolve(i + ".txt"), text);
      encoded.add(Arrays.stream(codec.encode(text)).boxed().toList());
    }
    SmallRun run = run(texts, "data", kind);
    ShardSet data = prepare(run, others.vocabulary());

    assertThat(data.manifest().fingerprint()).isEqualTo(others.manifest().fingerprint());
    assertThat(ShardVerifier.verify(data)).isPositive();
    long[] counts = new long[others.vocabulary().size()];
    for (int[] ids : SmallRun.articles(data, Split.TRAIN)) {
      Arrays.stream(ids).forEach(id -> counts[id]++);
      assertThat(encoded).contains(Arrays.stream(ids).boxed().toList());
    }
    counts[Vocabulary.END] = data.split(Split.TRAIN).articles();
    assertThat(data.vocabulary().entries().stream().mapToLong(Vocabulary.Entry::count).toArray())
        .isEqualTo(counts);
    boolean unknown = kind != TokenKind.SUBWORDS; // a snowman is three bytes
    assertThat(counts[Vocabulary.UNKNOWN] > 0).isEqualTo(unknown);
    assertThat(data.split(Split.TRAIN).unknown()).isEqualTo(counts[Vocabulary.UNKNOWN]);
    assertThat(data.split(Split.VALID).unknown() > 0).isEqualTo(unknown);
  }

  @Test
  void aVocabularyOfOtherTokensIsRefused() throws IOException {
    ShardSet words = run(dump(ARTICLES), "words", TokenKind.WORDS).prepare(spark);
    PrepareSpec characters = run(dump(ARTICLES), "data", TokenKind.CHARACTERS).spec();
    GivenVocabulary given = new GivenVocabulary(words.vocabulary(), "the run", List.of());
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> characters.with(given))
        .withMessageStartingWith("the run has ");
  }

  @Test
  void theClassesOfAModelAreKeptAndNoOthersTaken() {
    Vocabulary vocabulary =
        Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), List.of(), 0, 0, 0, 1);
    List<String> classes = List.of("art", "press", "sport");
    GivenVocabulary given = new GivenVocabulary(vocabulary, "runs/a", classes);
    assertThat(given.classesOf(List.of("sport"))).isEqualTo(classes);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> given.classesOf(List.of("art", "music")))
        .withMessage(
            "runs/a knows the classes [art, press, sport], and the texts have [music] too; to have"
                + " other classes, give its vocabulary.tsv alone");
  }

  @Test
  void countsCanBeGivenAnewWithoutAnotherFingerprint() {
    Vocabulary vocabulary =
        Vocabulary.of(
            TokenSpec.of(TokenKind.WORDS), List.of(new Vocabulary.Entry("a", 3)), 5, 1, 0, 1);
    Vocabulary counted = vocabulary.withCounts(Map.of(4, 7L, Vocabulary.UNKNOWN, 2L), 9);
    assertThat(counted.fingerprint()).isEqualTo(vocabulary.fingerprint());
    assertThat(counted.entries().stream().map(Vocabulary.Entry::count))
        .containsExactly(0L, 2L, 0L, 9L, 7L);
  }
}
