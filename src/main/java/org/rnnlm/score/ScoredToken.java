package org.rnnlm.score;

import org.rnnlm.vocabulary.Piece;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A token of a text, as a model takes it.
 *
 * @param piece the token's id, and the part of the text that it stands for; none of the text's END
 * @param nats its surprisal: the negative natural logarithm of the probability that the model gave
 *     it after all tokens before it. Of an unknown token, that of any unknown one
 * @param entropy of the model's distribution before it came, in nats; NaN where it was not asked
 *     for
 */
public record ScoredToken(Piece piece, double nats, double entropy) {

  /** Returns the part of the text; {@code <end>} of the END. */
  public String text() {
    return isEnd() ? "<end>" : piece.text();
  }

  /** Returns whether the vocabulary lacks it. */
  public boolean isUnknown() {
    return piece.id() == Vocabulary.UNKNOWN;
  }

  /** Returns whether it is the END of the text. */
  public boolean isEnd() {
    return piece.id() == Vocabulary.END;
  }
}
