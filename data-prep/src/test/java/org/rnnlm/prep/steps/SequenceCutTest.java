package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Split;

class SequenceCutTest {
  private static final int START = 2;
  private static final int END = 3;
  private static final SequenceCut SENTENCES =
      new SequenceCut(new SequenceSpec(SequenceMode.SENTENCE, 5, 0), 2);
  private static final SequenceCut WINDOWS =
      new SequenceCut(new SequenceSpec(SequenceMode.WINDOW, 4, 3), 1);

  private static EncodedDocument document(int... tokens) {
    return new EncodedDocument(7, 0, Split.TRAIN, tokens.length, -1, tokens);
  }

  /** Tokens 10, 11 and so on, and END. */
  private static EncodedDocument article(int tokens) {
    int[] ids = IntStream.range(10, 11 + tokens).toArray();
    ids[tokens] = END;
    return document(ids);
  }

  private static List<List<Integer>> cut(SequenceCut cut, EncodedDocument document) {
    int[] tokens = cut.framed(document);
    List<List<Integer>> sequences = new ArrayList<>();
    for (int i = 0; i < cut.sequences(tokens.length); i++) {
      sequences.add(
          Arrays.stream(tokens, cut.start(i), cut.end(i, tokens.length)).boxed().toList());
    }
    return sequences;
  }

  @Test
  void aSentenceStandsBetweenStartAndEnd() {
    assertThat(cut(SENTENCES, document(8, 9, END))).containsExactly(List.of(START, 8, 9, END));
    assertThat(cut(SENTENCES, document(8, 9, 8, 9, END)))
        .containsExactly(List.of(START, 8, 9, 8, 9, END));
  }

  @Test
  void sentencesTooShortAndTooLongAreLeftOut() {
    assertThat(SENTENCES.refusal(document(8, END))).contains(SequenceCut.Reason.SENTENCE_TOO_SHORT);
    assertThat(SENTENCES.refusal(document(8, 9, END))).isEmpty();
    assertThat(SENTENCES.refusal(document(8, 9, 8, 9, END))).isEmpty();
    assertThat(SENTENCES.refusal(document(8, 9, 8, 9, 8, END)))
        .contains(SequenceCut.Reason.SENTENCE_TOO_LONG);
    assertThat(SequenceCut.Reason.SENTENCE_TOO_LONG.key()).isEqualTo("sentence-too-long");
  }

  @Test
  void windowsBeginAStrideApartAndReachTheEnd() {
    assertThat(cut(WINDOWS, article(7)))
        .containsExactly(
            List.of(END, 10, 11, 12, 13), List.of(12, 13, 14, 15, 16), List.of(15, 16, END));
  }

  @Test
  void anArticleThatEndsWithAWindowHasNoFurtherOne() {
    assertThat(cut(WINDOWS, article(6)))
        .containsExactly(List.of(END, 10, 11, 12, 13), List.of(12, 13, 14, 15, END));
    assertThat(cut(WINDOWS, article(3))).containsExactly(List.of(END, 10, 11, 12, END));
    assertThat(cut(WINDOWS, article(4)))
        .containsExactly(List.of(END, 10, 11, 12, 13), List.of(12, 13, END));
  }

  @Test
  void aShortArticleIsOneShortWindow() {
    assertThat(cut(WINDOWS, article(1))).containsExactly(List.of(END, 10, END));
    assertThat(WINDOWS.refusal(article(1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4, 3", "4, 4", "4, 1", "1, 1", "7, 2", "40, 3"})
  void targetsAreThoseOfAllWindowsAndEveryTokenIsOne(int length, int stride) {
    SequenceCut cut = new SequenceCut(new SequenceSpec(SequenceMode.WINDOW, length, stride), 1);
    for (int tokens = 1; tokens < 60; tokens++) {
      List<List<Integer>> windows = cut(cut, article(tokens));
      assertThat(cut.targets(tokens + 2))
          .as("%d tokens", tokens)
          .isEqualTo(windows.stream().mapToInt(window -> window.size() - 1).sum());
      List<Integer> once = new ArrayList<>(windows.get(0).subList(1, windows.get(0).size()));
      for (List<Integer> window : windows.subList(1, windows.size())) {
        once.addAll(window.subList(1 + length - stride, window.size()));
      }
      assertThat(once)
          .as("%d tokens", tokens)
          .isEqualTo(Arrays.stream(article(tokens).tokens()).boxed().toList());
    }
  }
}
