package org.rnnlm.evaluate;

import org.rnnlm.run.Confusion;

/**
 * A model's loss on a split.
 *
 * @param nats summed negative natural log-probability of the targets
 * @param targets tokens predicted, or sequences whose class is
 * @param characters Unicode code points of the text they stand for, and one for the end of each
 *     article
 * @param confusion of a classifier, empty for a language model
 */
public record Score(double nats, long targets, long characters, Confusion confusion) {
  private static final double NATS_PER_BIT = Math.log(2);

  /** Makes the score of a language model. */
  public Score(double nats, long targets, long characters) {
    this(nats, targets, characters, Confusion.NONE);
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
