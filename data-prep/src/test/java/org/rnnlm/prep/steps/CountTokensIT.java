package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.junit.jupiter.api.Test;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Split;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Tokens that are more than memory holds, and more than a vocabulary does. */
class CountTokensIT extends PrepareFixture {
  private static final int DOCUMENTS = 400;

  private JavaRDD<Document> documents() {
    SplittableRandom random = new SplittableRandom(7);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      String text =
          IntStream.range(0, 30)
              .mapToObj(word -> "w" + (int) (400 * random.nextDouble() * random.nextDouble()))
              .collect(Collectors.joining(" "));
      documents.add(new Document(i, 0, "d" + i, Split.TRAIN, Fate.KEPT, text));
    }
    return spark.parallelize(documents, 9);
  }

  private JavaPairRDD<String, Long> counts(JavaRDD<Document> documents, int mostKept) {
    return CountTokens.of(
        documents,
        TokenSpec.of(TokenKind.WORDS),
        SequenceMode.STREAM,
        new Counters(spark.sc()),
        mostKept);
  }

  @Test
  void countsThatAreHandedOnInPartsAddUp() {
    JavaRDD<Document> documents = documents();
    Map<String, Long> whole = counts(documents, CountTokens.MOST_KEPT).collectAsMap();
    assertThat(whole.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(30L * DOCUMENTS);
    assertThat(counts(documents, 5).collectAsMap()).isEqualTo(whole);
  }

  @Test
  void theVocabularyIsTheSameThoughFewTokensReachTheDriver() {
    JavaPairRDD<String, Long> counts = counts(documents(), 1_000);
    List<Vocabulary.Entry> all = MostFrequent.of(counts, 0);
    assertThat(all).hasSizeGreaterThan(300);
    List<Vocabulary.Entry> sent = MostFrequent.of(counts, 20);
    assertThat(sent).hasSizeLessThanOrEqualTo(4 * 20);
    assertThat(sent.stream().sorted().limit(20))
        .containsExactlyElementsOf(all.stream().sorted().limit(20).toList());
  }
}
