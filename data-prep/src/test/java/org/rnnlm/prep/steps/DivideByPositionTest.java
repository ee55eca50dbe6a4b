package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.shard.Split;

class DivideByPositionTest {

  private static List<String> parts(SplitRule rule, Fate fate, String text) {
    List<String> parts = new ArrayList<>();
    new DivideByPosition(rule, LongTexts.none())
        .call(new Document(7, 0, "T", Split.TEST, fate, text))
        .forEachRemaining(part -> parts.add(part.split() + " " + part.text()));
    return parts;
  }

  @Test
  void aTextIsCutBetweenCharactersByTheShares() {
    assertThat(parts(new SplitRule(0.2, 0.3, 1), Fate.KEPT, "𝄞bcde𝄞gh𝄞j"))
        .containsExactly("TRAIN 𝄞bcde", "VALID 𝄞g", "TEST h𝄞j");
    assertThat(parts(new SplitRule(0, 0.5, 1), Fate.KEPT, "ab"))
        .containsExactly("TRAIN a", "TEST b");
  }

  @Test
  void whatIsLeftOutStaysWhereItIs() {
    assertThat(parts(new SplitRule(0.2, 0.3, 1), Fate.TOO_SHORT, "")).containsExactly("TEST ");
  }
}
