package org.rnnlm.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A search for the likeliest text that follows what was read, such as the target of a source, while
 * it goes on: in each step the likeliest continuations of all hypotheses that have not ended are
 * kept, as many as the beam is wide. One that ends leaves the beam, which is narrower then
 * (Sutskever et al., arXiv 1409.3215, section 3.2). Equally likely ones go by the order of their
 * hypotheses and of their tokens. Padding, START and the unknown token are never written.
 */
public final class Beam {
  private final BeamSpec spec;
  private final EndRule ends;
  private final List<Hypothesis> ended = new ArrayList<>();
  private List<Hypothesis> live = List.of(Hypothesis.EMPTY);
  private List<Integer> from = List.of(0);

  public Beam(BeamSpec spec, EndRule ends) {
    this.spec = spec;
    this.ends = ends;
  }

  /**
   * @param hypothesis that goes on
   * @param token that it goes on with
   * @param log probability of the whole
   */
  private record Candidate(int hypothesis, int token, double log) {
    private static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparingDouble(Candidate::log)
            .reversed()
            .thenComparingInt(Candidate::hypothesis)
            .thenComparingInt(Candidate::token);
  }

  /** Returns whether all hypotheses have ended. */
  public boolean isDone() {
    return live.isEmpty();
  }

  /**
   * Goes a step on.
   *
   * @param logs log-probabilities of the next token, of each beginning at least that {@link
   *     #tokens} was last the end of; at first of what was read, one row
   */
  public void advance(double[][] logs) {
    List<Hypothesis> longer = new ArrayList<>();
    List<Integer> origins = new ArrayList<>();
    for (Candidate best : likeliest(logs, spec.width() - ended.size())) {
      Hypothesis hypothesis = live.get(best.hypothesis());
      double log = logs[best.hypothesis()][best.token()];
      if (best.token() == Vocabulary.END && ends != EndRule.TEXT) {
        ended.add(hypothesis.end(log));
      } else if (endsByLength(hypothesis)) {
        ended.add(hypothesis.with(best.token(), log));
      } else {
        longer.add(hypothesis.with(best.token(), log));
        origins.add(best.hypothesis());
      }
    }
    live = longer;
    from = origins;
  }

  /** Returns whether a text is as long as it may be with one token more, and needs no END. */
  private boolean endsByLength(Hypothesis hypothesis) {
    return ends != EndRule.REQUIRED && hypothesis.tokens().length + 1 == spec.longest();
  }

  private List<Candidate> likeliest(double[][] logs, int count) {
    PriorityQueue<Candidate> best = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());
    for (int i = 0; i < live.size(); i++) {
      Hypothesis hypothesis = live.get(i);
      for (int token = Vocabulary.END; token < logs[i].length; token++) {
        if (token != Vocabulary.END && hypothesis.tokens().length == spec.longest()) {
          break; // as long as it may be: nothing but END can follow
        }
        best.add(new Candidate(i, token, hypothesis.logProbability() + logs[i][token]));
        if (best.size() > count) {
          best.remove();
        }
      }
    }
    return best.stream().sorted(Candidate.BEST_FIRST).toList();
  }

  /**
   * Returns which of the beginnings before the last step are to be read on with: as many as the
   * beam is wide, the last repeated, so that kernels of one shape do for all steps.
   */
  public int[] rows() {
    return IntStream.range(0, spec.width()).map(i -> from.get(place(i))).toArray();
  }

  /** Returns the token that each of them is to read. */
  public int[] tokens() {
    return IntStream.range(0, spec.width()).map(i -> last(live.get(place(i)).tokens())).toArray();
  }

  private static int last(int[] tokens) {
    return tokens[tokens.length - 1];
  }

  private int place(int row) {
    return Math.min(row, live.size() - 1);
  }

  /** Returns the hypotheses that have ended, the best first. */
  public List<Hypothesis> ended() {
    return ended.stream()
        .sorted(
            Comparator.comparingDouble((Hypothesis one) -> one.score(spec.lengthPenalty()))
                .reversed())
        .toList();
  }
}
