package org.rnnlm.checkpoint;

/**
 * Which checkpoints stay when a new one is written; the best one always does.
 *
 * @param last how many of the newest, at least 1
 * @param every keeps those of every n-th round for good; 0 for none
 */
public record Retention(int last, int every) {
  public Retention {
    if (last < 1 || every < 0) {
      throw new IllegalArgumentException(
          "retention of the last " + last + " and every " + every + ": at least 1 and at least 0");
    }
  }

  boolean keeps(int round, int newerOnes, int best) {
    return newerOnes < last || round == best || (every > 0 && round % every == 0);
  }
}
