package org.rnnlm.generate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes what was read or written less likely (Keskar et al. 2019, arXiv 1909.05858, section 4.1):
 * scores of these tokens are divided by the penalty where they are positive. The scores here are
 * log-probabilities, which never are, and such are multiplied by it, as Hugging Face's processor
 * does: a token of probability p gets the weight p to the power of the penalty.
 */
final class RepetitionPenalty {
  private final double penalty;
  private final int window;
  private final Deque<Integer> last = new ArrayDeque<>(); // where the window is limited
  private final Map<Integer, Integer> counts = new HashMap<>();

  /**
   * @param window last tokens that count; 0 for all
   */
  RepetitionPenalty(double penalty, int window) {
    this.penalty = penalty;
    this.window = window;
  }

  /** Returns whether nothing becomes less likely. */
  boolean isNone() {
    return penalty == 1;
  }

  void read(int token) {
    if (isNone()) {
      return;
    }
    counts.merge(token, 1, Integer::sum);
    if (window > 0) {
      last.add(token);
      if (last.size() > window) {
        counts.computeIfPresent(last.remove(), (id, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /**
   * @param logs natural log-probabilities by id
   */
  void apply(double[] logs) {
    counts.keySet().forEach(id -> logs[id] *= penalty);
  }
}
