package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts of words and spans, against the rules of conlleval written down on their own. */
class TagCountsTest {

  /** What conlleval's loop keeps, sentence after sentence. */
  private static final class Conlleval {
    private long guessed; // spans
    private long correct;
    private long rightSpans;
    private long rightTags;
    private long words;

    void sentence(List<String> gold, List<String> guess) {
      boolean inCorrect = false;
      String lastGold = "O";
      String lastGoldType = "";
      String lastGuess = "O";
      String lastGuessType = "";
      for (int i = 0; i <= gold.size(); i++) {
        boolean end = i == gold.size(); // a boundary, which conlleval reads as an O
        String goldTag = end ? "O" : place(gold.get(i));
        String goldType = end ? "" : type(gold.get(i));
        String guessTag = end ? "O" : place(guess.get(i));
        String guessType = end ? "" : type(guess.get(i));
        boolean endsGold = ends(lastGold, goldTag, lastGoldType, goldType);
        boolean endsGuess = ends(lastGuess, guessTag, lastGuessType, guessType);
        boolean startsGold = starts(lastGold, goldTag, lastGoldType, goldType);
        boolean startsGuess = starts(lastGuess, guessTag, lastGuessType, guessType);
        if (inCorrect) {
          if (endsGold && endsGuess && lastGuessType.equals(lastGoldType)) {
            inCorrect = false;
            rightSpans++;
          } else if (endsGold != endsGuess || !guessType.equals(goldType)) {
            inCorrect = false;
          }
        }
        if (startsGold && startsGuess && guessType.equals(goldType)) {
          inCorrect = true;
        }
        correct += startsGold ? 1 : 0;
        guessed += startsGuess ? 1 : 0;
        if (!end) {
          words++;
          rightTags += goldTag.equals(guessTag) && goldType.equals(guessType) ? 1 : 0;
        }
        lastGold = goldTag;
        lastGoldType = goldType;
        lastGuess = guessTag;
        lastGuessType = guessType;
      }
    }

    private static String place(String tag) {
      return tag.substring(0, 1);
    }

    private static String type(String tag) {
      return tag.length() > 2 ? tag.substring(2) : "";
    }

    private static boolean ends(String before, String tag, String typeBefore, String type) {
      return before.equals("E")
          || before.equals("S")
          || before.equals("B") && tag.equals("B")
          || before.equals("B") && tag.equals("S")
          || before.equals("B") && tag.equals("O")
          || before.equals("I") && tag.equals("B")
          || before.equals("I") && tag.equals("S")
          || before.equals("I") && tag.equals("O")
          || !before.equals("O") && !before.equals(".") && !typeBefore.equals(type);
    }

    private static boolean starts(String before, String tag, String typeBefore, String type) {
      return tag.equals("B")
          || tag.equals("S")
          || before.equals("E") && tag.equals("E")
          || before.equals("E") && tag.equals("I")
          || before.equals("S") && tag.equals("E")
          || before.equals("S") && tag.equals("I")
          || before.equals("O") && tag.equals("E")
          || before.equals("O") && tag.equals("I")
          || !tag.equals("O") && !tag.equals(".") && !typeBefore.equals(type);
    }
  }

  private static List<String> drawn(Random random, List<String> tags, int words) {
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      drawn.add(tags.get(random.nextInt(tags.size())));
    }
    return drawn;
  }

  /** Whatever tags follow each other, those that break their scheme too. */
  @ParameterizedTest
  @ValueSource(
      strings = {"O B-A I-A B-B I-B", "O B-A I-A E-A S-A B-B I-B E-B S-B", "O B I", "O I-A"})
  void spansAreCountedAsConllevalCountsThem(String all) {
    List<String> tags = List.of(all.split(" "));
    Random random = new Random(3);
    Conlleval reference = new Conlleval();
    TagCounts counts = TagCounts.NONE;
    for (int sentence = 0; sentence < 2_000; sentence++) {
      int words = 1 + random.nextInt(7);
      List<String> gold = drawn(random, tags, words);
      List<String> guess = new ArrayList<>(gold);
      for (int i = 0; i < words; i++) {
        if (random.nextInt(3) == 0) {
          guess.set(i, tags.get(random.nextInt(tags.size())));
        }
      }
      reference.sentence(gold, guess);
      counts = counts.plus(TagCounts.ofSpans(gold, guess));
    }

    assertThat(counts.words()).isEqualTo(reference.words);
    assertThat(counts.right()).isEqualTo(reference.rightTags);
    assertThat(counts.all())
        .isEqualTo(new SpanCount(reference.correct, reference.guessed, reference.rightSpans));
    assertThat(reference.rightSpans).isBetween(100L, reference.correct - 100);
  }

  @Test
  void eachTypeHasItsOwnPrecisionAndRecall() {
    TagCounts counts =
        TagCounts.ofSpans(
            List.of("B-PER", "I-PER", "O", "B-LOC", "O", "B-LOC"),
            List.of("B-PER", "I-PER", "O", "B-ORG", "O", "B-LOC"));

    assertThat(counts.accuracy()).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(counts.spans().keySet()).containsExactly("LOC", "ORG", "PER");
    assertThat(counts.spans().get("LOC")).isEqualTo(new SpanCount(2, 1, 1));
    assertThat(counts.spans().get("ORG")).isEqualTo(new SpanCount(0, 1, 0));
    assertThat(counts.spans().get("LOC").recall()).isEqualTo(0.5);
    assertThat(counts.all().f1()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(SpanCount.NONE.f1()).isZero();
  }

  @Test
  void aSpanWhoseEndIsWrongIsWrong() {
    assertThat(TagCounts.ofSpans(List.of("B-A", "I-A", "O"), List.of("B-A", "I-A", "I-A")).all())
        .isEqualTo(new SpanCount(1, 1, 0));
  }

  @Test
  void tagsOfOtherSentencesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TagCounts.ofWords(List.of("O"), List.of("O", "O")));
  }
}
