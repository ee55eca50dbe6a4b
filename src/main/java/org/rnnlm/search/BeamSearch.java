package org.rnnlm.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Searches for the likeliest text that follows what was read, such as the target of a source: in
 * each step the likeliest continuations of all hypotheses that have not ended are kept, as many as
 * the beam is wide. One that ends leaves the beam, which is narrower then (Sutskever et al., arXiv
 * 1409.3215, section 3.2). Equally likely ones go by the order of their hypotheses and of their
 * tokens. Padding, START and the unknown token are never written.
 */
public final class BeamSearch {
  private final BeamReader reader;
  private final BeamSpec spec;
  private final EndRule ends;

  public BeamSearch(BeamReader reader, BeamSpec spec, EndRule ends) {
    this.reader = reader;
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

  /**
   * Returns all hypotheses that have ended, the best first. The reader has forgotten them then.
   *
   * @param first log-probabilities of the first token, after what the reader has read
   */
  public List<Hypothesis> search(double[] first) {
    List<Hypothesis> ended = new ArrayList<>();
    List<Hypothesis> live = List.of(Hypothesis.EMPTY);
    double[][] logs = {first};
    while (!live.isEmpty()) {
      List<Hypothesis> longer = new ArrayList<>();
      List<Integer> from = new ArrayList<>();
      for (Candidate best : likeliest(live, logs, spec.width() - ended.size())) {
        Hypothesis hypothesis = live.get(best.hypothesis());
        double log = logs[best.hypothesis()][best.token()];
        if (best.token() == Vocabulary.END && ends != EndRule.TEXT) {
          ended.add(hypothesis.end(log));
        } else if (isFull(hypothesis, 1)) {
          ended.add(hypothesis.with(best.token(), log));
        } else {
          longer.add(hypothesis.with(best.token(), log));
          from.add(best.hypothesis());
        }
      }
      live = longer;
      if (!live.isEmpty()) {
        logs = step(live, from);
      }
    }
    reader.clear();
    ended.sort(
        Comparator.comparingDouble((Hypothesis one) -> one.score(spec.lengthPenalty())).reversed());
    return ended;
  }

  /** Whether a text that ends by its length is as long as it may be with so many tokens more. */
  private boolean isFull(Hypothesis hypothesis, int more) {
    return ends != EndRule.REQUIRED && hypothesis.tokens().length + more == spec.longest();
  }

  private List<Candidate> likeliest(List<Hypothesis> live, double[][] logs, int count) {
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

  /** Reads in batches as wide as the beam, so that kernels of one shape do for all steps. */
  private double[][] step(List<Hypothesis> live, List<Integer> from) {
    int[] rows = new int[spec.width()];
    int[] tokens = new int[spec.width()];
    for (int i = 0; i < rows.length; i++) {
      int of = Math.min(i, live.size() - 1);
      rows[i] = from.get(of);
      int[] written = live.get(of).tokens();
      tokens[i] = written[written.length - 1];
    }
    reader.select(rows);
    return Arrays.copyOf(reader.step(tokens), live.size());
  }
}
