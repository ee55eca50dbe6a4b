package org.rnnlm.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Texts that are read side by side, window after window of one shape: as one ends, the next one
 * begins in its lane. A text's windows follow from its own length alone: as few as there can be of
 * at most 64 steps, equally long.
 */
final class Lanes {
  private static final int MOST_STEPS = 64;
  private static final int MULTIPLE = 8;
  private static final int[] NOTHING = {Vocabulary.PADDING, Vocabulary.PADDING};

  private final List<int[]> texts;
  private final int steps;
  private final Deque<Integer> waiting;
  private final List<Stretch> lanes;

  /**
   * What a lane reads in a window.
   *
   * @param text that it is of, as a place in a list
   * @param start of it in the text
   * @param predicted how many of the text's tokens it predicts; 0 of an idle lane, which reads
   *     something that counts for nothing
   */
  record Stretch(int text, int start, int predicted) {
    private static final Stretch IDLE = new Stretch(-1, 0, 0);

    /** Returns whether a text begins with it. */
    boolean begins() {
      return predicted > 0 && start == 0;
    }
  }

  /**
   * @param texts ids with what stands before them: all but the first are predicted
   * @param members which of them are read, the longest first, so that few lanes are idle at the end
   */
  private Lanes(List<int[]> texts, List<Integer> members, int lanes, int steps) {
    this.texts = texts;
    this.steps = steps;
    this.waiting = new ArrayDeque<>(members);
    this.lanes = new ArrayList<>(Collections.nCopies(lanes, Stretch.IDLE));
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
   * Returns lanes for all texts, those of one number of steps together.
   *
   * @param lanes of windows, by their steps
   */
  static List<Lanes> of(List<int[]> texts, IntUnaryOperator lanes) {
    Map<Integer, List<Integer>> bySteps = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      bySteps.computeIfAbsent(steps(targets(texts.get(i))), steps -> new ArrayList<>()).add(i);
    }
    List<Lanes> all = new ArrayList<>();
    bySteps.forEach(
        (steps, members) -> {
          members.sort(Comparator.comparingInt((Integer i) -> -targets(texts.get(i))));
          all.add(new Lanes(texts, members, lanes.applyAsInt(steps), steps));
        });
    return all;
  }

  private static int targets(int[] text) {
    return text.length - 1;
  }

  /** Returns how many steps a window has. */
  int steps() {
    return steps;
  }

  /** Moves on to the next window; returns whether there is anything to read in it. */
  boolean advance() {
    boolean any = false;
    for (int lane = 0; lane < lanes.size(); lane++) {
      Stretch next = after(lanes.get(lane));
      lanes.set(lane, next);
      any |= next.predicted() > 0;
    }
    return any;
  }

  private Stretch after(Stretch last) {
    int start = last.start() + steps;
    if (last.predicted() > 0 && start < targets(texts.get(last.text()))) {
      return stretch(last.text(), start);
    }
    return waiting.isEmpty() ? Stretch.IDLE : stretch(waiting.remove(), 0);
  }

  private Stretch stretch(int text, int start) {
    return new Stretch(text, start, Math.min(steps, targets(texts.get(text)) - start));
  }

  /** Returns what each lane reads in the window. */
  List<Stretch> stretches() {
    return Collections.unmodifiableList(lanes);
  }

  /** Returns whether no lane goes on with a text that it has begun. */
  boolean noneGoesOn() {
    return lanes.stream().allMatch(stretch -> stretch.predicted() == 0 || stretch.begins());
  }

  /** Returns the lanes in which a text begins with the window. */
  int[] begun() {
    return IntStream.range(0, lanes.size()).filter(lane -> lanes.get(lane).begins()).toArray();
  }

  /** Returns the sequences of the window, lane by lane. */
  List<TokenSequence> sequences() {
    List<TokenSequence> sequences = new ArrayList<>(lanes.size());
    for (Stretch stretch : lanes) {
      int[] tokens =
          stretch.predicted() == 0
              ? NOTHING
              : Arrays.copyOfRange(
                  texts.get(stretch.text()),
                  stretch.start(),
                  stretch.start() + stretch.predicted() + 1);
      sequences.add(new TokenSequence(sequences.size(), 0, tokens));
    }
    return sequences;
  }
}
