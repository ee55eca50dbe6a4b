package org.rnnlm.shard;

import java.util.List;

/**
 * One record of a shard.
 *
 * @param sequence its place in the split, counted from 0
 * @param article id of the article that its first token belongs to
 * @param tokens 2 to {@code length + 1} token ids; the model reads all but the last and predicts
 *     all but the first. Not copied: whoever makes a sequence gives the array away
 * @param label id of its class; {@link #NO_LABEL} of sequences without one
 * @param tags ids of the tags of the tokens that the model reads, one each; {@link #NO_TAGS} of
 *     sequences without tags. Not copied
 * @param words the words of a tagged sentence in their own letters ({@link
 *     org.rnnlm.vocabulary.TokenSpec#written}), one for each token that the model reads; none of
 *     other sequences, and of sentences that older programs wrote
 */
public record TokenSequence(
    long sequence, long article, int[] tokens, int label, int[] tags, List<String> words) {
  /** The label of a sequence that is of no class. */
  public static final int NO_LABEL = -1;

  /** The tags of a sequence whose tokens have none. */
  public static final int[] NO_TAGS = {};

  public TokenSequence {
    if (tokens.length < 2) {
      throw new IllegalArgumentException(
          "sequence "
              + sequence
              + " has "
              + tokens.length
              + " tokens; 2 are the least that predict anything");
    }
    if (label < NO_LABEL) {
      throw new IllegalArgumentException("sequence " + sequence + " is of class " + label);
    }
    if (tags.length != 0 && tags.length != tokens.length - 1) {
      throw new IllegalArgumentException(
          "sequence "
              + sequence
              + " has "
              + tags.length
              + " tags for "
              + (tokens.length - 1)
              + " tokens");
    }
    words = List.copyOf(words);
    if (!words.isEmpty() && words.size() != tags.length) {
      throw new IllegalArgumentException(
          "sequence " + sequence + " has " + words.size() + " words for " + tags.length + " tags");
    }
  }

  /** Makes a tagged sentence of whose words the ids alone are known. */
  public TokenSequence(long sequence, long article, int[] tokens, int label, int[] tags) {
    this(sequence, article, tokens, label, tags, List.of());
  }

  /** Makes a sequence without tags. */
  public TokenSequence(long sequence, long article, int[] tokens, int label) {
    this(sequence, article, tokens, label, NO_TAGS);
  }

  /** Makes a sequence without a class. */
  public TokenSequence(long sequence, long article, int[] tokens) {
    this(sequence, article, tokens, NO_LABEL);
  }

  /** Returns how many tokens are predicted, at every step; the steps that a network reads. */
  public int targets() {
    return tokens.length - 1;
  }
}
