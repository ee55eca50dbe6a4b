package org.rnnlm.checkpoint;

import java.util.List;
import org.rnnlm.text.Text;

/**
 * Which checkpoints stay when a new one is written.
 *
 * @param last how many of the newest, at least 1
 * @param best how many of those with the lowest validation loss, at least 1
 * @param every keeps those of every n-th round for good; 0 for none
 */
public record Retention(int last, int best, int every) {
  public Retention {
    if (last < 1 || best < 1 || every < 0) {
      throw new IllegalArgumentException(
          Text.format(
              "retention of the last %d, the best %d and every %d: at least 1, 1 and 0",
              last, best, every));
    }
  }

  /**
   * @param bests the rounds with the lowest losses, the lowest first
   */
  boolean keeps(int round, int newerOnes, List<Integer> bests) {
    boolean isBest = bests.stream().limit(best).anyMatch(one -> one == round);
    return newerOnes < last || isBest || (every > 0 && round % every == 0);
  }
}
