package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rnnlm.vocabulary.Vocabulary;

class MostFrequentTest {
  @Test
  void thoseThatAVocabularyTakesAreKeptAndNoMore() {
    List<Vocabulary.Entry> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      all.add(new Vocabulary.Entry("t" + i, i % 50)); // twenty of each count
    }
    Collections.shuffle(all, new Random(1));
    for (int most : new int[] {1, 30, 999, 1_000, 2_000}) {
      List<Vocabulary.Entry> kept = new ArrayList<>();
      new MostFrequent(most).call(all.iterator()).forEachRemaining(kept::add);
      assertThat(kept)
          .containsExactlyInAnyOrderElementsOf(all.stream().sorted().limit(most).toList());
    }
  }
}
