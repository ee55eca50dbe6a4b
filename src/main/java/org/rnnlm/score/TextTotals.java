package org.rnnlm.score;

/**
 * How a model takes a text, or several, as a whole.
 *
 * @param nats summed surprisals of the tokens
 * @param tokens that were predicted, the END of each text included
 * @param unknown how many of them the vocabulary lacks
 * @param characters Unicode code points of the texts, and one for the END of each
 */
public record TextTotals(double nats, long tokens, long unknown, long characters) {
  /** The totals of no text. */
  public static final TextTotals NONE = new TextTotals(0, 0, 0, 0);

  /** Returns the totals of these texts and others. */
  public TextTotals plus(TextTotals other) {
    return new TextTotals(
        nats + other.nats,
        tokens + other.tokens,
        unknown + other.unknown,
        characters + other.characters);
  }

  /** Returns the exponential of the nats per token. */
  public double perplexity() {
    return Math.exp(nats / tokens);
  }

  /**
   * Returns the nats per character, by which models of different tokens can be compared; where some
   * are unknown it is too good, since those were not spelt.
   */
  public double natsPerCharacter() {
    return nats / characters;
  }
}
