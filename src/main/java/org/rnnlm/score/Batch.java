package org.rnnlm.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Texts that are read side by side, window after window of one shape. A text's windows follow from
 * its own length alone: as few as there can be of at most 64 steps, equally long.
 *
 * @param texts that are read, as places in a list
 * @param rows sequences of each window; those beyond the texts are read and count for nothing
 * @param steps of each window
 * @param windows as many as the longest text has
 */
record Batch(List<Integer> texts, int rows, int steps, int windows) {
  private static final int MOST_STEPS = 64;
  private static final int MULTIPLE = 8;
  private static final int[] NOTHING = {Vocabulary.PADDING, Vocabulary.PADDING};

  Batch {
    texts = List.copyOf(texts);
  }

  /** Returns how many windows a text of so many predicted tokens is read in. */
  static int windows(int targets) {
    return (targets + MOST_STEPS - 1) / MOST_STEPS;
  }

  /** Returns how many steps each of them has. */
  static int steps(int targets) {
    int windows = windows(targets);
    int least = (targets + windows - 1) / windows;
    return (least + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
  }

  /**
   * Returns batches of all texts, those of one number of steps together and the longest first, so
   * that few rows of a window are idle.
   *
   * @param rows of windows, by their steps
   */
  static List<Batch> of(List<int[]> texts, IntUnaryOperator rows) {
    Map<Integer, List<Integer>> bySteps = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      bySteps.computeIfAbsent(steps(targets(texts.get(i))), steps -> new ArrayList<>()).add(i);
    }
    List<Batch> batches = new ArrayList<>();
    bySteps.forEach(
        (steps, members) -> {
          members.sort(Comparator.comparingInt((Integer i) -> -targets(texts.get(i))));
          int most = rows.applyAsInt(steps);
          for (int from = 0; from < members.size(); from += most) {
            List<Integer> some = members.subList(from, Math.min(from + most, members.size()));
            batches.add(new Batch(some, most, steps, windows(targets(texts.get(some.get(0))))));
          }
        });
    return batches;
  }

  private static int targets(int[] text) {
    return text.length - 1;
  }

  /** Returns where in a text a window of it begins. */
  int start(int window) {
    return window * steps;
  }

  /** Returns how many of its tokens a window predicts. */
  int predicted(int window, int[] text) {
    return Math.max(0, Math.min(steps, targets(text) - start(window)));
  }

  /** Returns the sequences of a window, row by row. */
  List<TokenSequence> window(int window, List<int[]> of) {
    List<TokenSequence> sequences = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      int[] tokens = NOTHING;
      if (row < texts.size() && predicted(window, of.get(texts.get(row))) > 0) {
        int[] text = of.get(texts.get(row));
        int from = start(window);
        tokens = Arrays.copyOfRange(text, from, from + predicted(window, text) + 1);
      }
      sequences.add(new TokenSequence(row, 0, tokens));
    }
    return sequences;
  }
}
