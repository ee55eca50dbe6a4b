package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rnnlm.shard.TokenSequence;

class LanesTest {
  private static final int LANES = 32;

  /** Texts whose tokens tell the text and the place. */
  private static List<int[]> texts(int count, int least, int most) {
    SplittableRandom random = new SplittableRandom(most);
    List<int[]> texts = new ArrayList<>();
    for (int text = 0; text < count; text++) {
      int[] tokens = new int[random.nextInt(least, most) + 1];
      Arrays.setAll(tokens, place -> place);
      tokens[0] = text;
      texts.add(tokens);
    }
    return texts;
  }

  @Test
  void everyTokenIsPredictedOnceAfterAllOnesBeforeItInItsOwnLane() {
    List<int[]> texts = texts(150, 1, 300);
    int[] read = new int[texts.size()];
    int[] lanes = new int[texts.size()];
    for (Lanes all : Lanes.of(texts, steps -> 7)) {
      while (all.advance()) {
        List<TokenSequence> sequences = all.sequences();
        assertThat(all.noneGoesOn())
            .isEqualTo(all.stretches().stream().allMatch(s -> s.start() == 0));
        assertThat(sequences).hasSize(7).allMatch(one -> one.targets() <= all.steps());
        for (int lane = 0; lane < 7; lane++) {
          Lanes.Stretch stretch = all.stretches().get(lane);
          if (stretch.predicted() > 0) {
            int text = stretch.text();
            assertThat(stretch.start()).isEqualTo(read[text]);
            assertThat(stretch.begins()).isEqualTo(read[text] == 0);
            lanes[text] = read[text] == 0 ? lane : lanes[text];
            assertThat(lane).isEqualTo(lanes[text]);
            read[text] += stretch.predicted();
            assertThat(sequences.get(lane).tokens())
                .isEqualTo(Arrays.copyOfRange(texts.get(text), stretch.start(), read[text] + 1));
          }
        }
      }
    }
    for (int text = 0; text < read.length; text++) {
      assertThat(read[text]).isEqualTo(texts.get(text).length - 1);
    }
  }

  @Test
  void theWindowsOfATextFollowFromItsLengthAlone() {
    for (int targets = 1; targets < 700; targets++) {
      int steps = Lanes.steps(targets);
      assertThat(steps).isLessThanOrEqualTo(64);
      assertThat(steps % 8).isZero();
      assertThat(steps * Lanes.windows(targets)).isGreaterThanOrEqualTo(targets);
    }
  }

  @Test
  void fewLanesAreIdleWhateverTheLengthsOfTexts() {
    assertThat(busy(texts(90, 500, 6_000))).isGreaterThan(0.85);
    assertThat(busy(texts(400, 500, 1_500))).isGreaterThan(0.93);
  }

  /** Returns which share of the steps that are read predicts a token. */
  private static double busy(List<int[]> texts) {
    long predicted = 0;
    long steps = 0;
    for (Lanes all : Lanes.of(texts, shape -> LANES)) {
      while (all.advance()) {
        steps += (long) LANES * all.steps();
        predicted += all.stretches().stream().mapToInt(Lanes.Stretch::predicted).sum();
      }
    }
    return (double) predicted / steps;
  }
}
