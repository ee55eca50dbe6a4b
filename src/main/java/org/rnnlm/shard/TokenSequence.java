package org.rnnlm.shard;

/**
 * One record of a shard.
 *
 * @param sequence its place in the split, counted from 0
 * @param article id of the article that its first token belongs to
 * @param tokens 2 to {@code length + 1} token ids; the model reads all but the last and predicts
 *     all but the first. Not copied: whoever makes a sequence gives the array away
 */
public record TokenSequence(long sequence, long article, int[] tokens) {
  public TokenSequence {
    if (tokens.length < 2) {
      throw new IllegalArgumentException(
          "sequence "
              + sequence
              + " has "
              + tokens.length
              + " tokens; 2 are the least that predict anything");
    }
  }

  /** How many tokens are predicted. */
  public int targets() {
    return tokens.length - 1;
  }
}
