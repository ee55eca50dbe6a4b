package org.rnnlm.evaluate;

import org.rnnlm.run.Confusion;
import org.rnnlm.run.TagCounts;

/**
 * A model's loss on a split.
 *
 * @param nats summed negative natural log-probability of the targets
 * @param targets tokens predicted, sequences whose class is, or words whose tag is
 * @param characters Unicode code points of the text they stand for, and one for the end of each
 *     article
 * @param confusion of a classifier, or of a tagger of not too many tags; empty for a language model
 * @param tags of a tagger, none of others
 */
public record Score(
    double nats, long targets, long characters, Confusion confusion, TagCounts tags) {
  private static final double NATS_PER_BIT = Math.log(2);

  /** Makes the score of a language model. */
  public Score(double nats, long targets, long characters) {
    this(nats, targets, characters, Confusion.NONE, TagCounts.NONE);
  }

  /** Returns the share of sequences or words that a classifier or tagger tells right. */
  public double accuracy() {
    return tags.words() > 0 ? tags.accuracy() : confusion.accuracy();
  }

  /** Nats per target. */
  public double loss() {
    return nats / targets;
  }

  /** Returns the exponential of {@link #loss()}. */
  public double perplexity() {
    return Math.exp(loss());
  }

  public double bitsPerToken() {
    return loss() / NATS_PER_BIT;
  }

  /** Returns, for words, nats over the characters they are written with, spaces among them. */
  public double natsPerCharacter() {
    return nats / characters;
  }

  public double bitsPerCharacter() {
    return natsPerCharacter() / NATS_PER_BIT;
  }
}
