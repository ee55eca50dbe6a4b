package org.rnnlm.evaluate;

import java.io.Serializable;

/**
 * Edits over the length of what should have been written: of words the word error rate, of
 * characters the character error rate (Jurafsky and Martin, Speech and Language Processing, 3rd
 * edition, chapter 16). Above 1 where too much was written.
 *
 * @param edits insertions, deletions and substitutions
 * @param length of the references
 */
public record ErrorRate(long edits, long length) implements Serializable {
  static final ErrorRate NONE = new ErrorRate(0, 0);

  ErrorRate plus(long moreEdits, long moreLength) {
    return new ErrorRate(edits + moreEdits, length + moreLength);
  }

  ErrorRate plus(ErrorRate other) {
    return plus(other.edits, other.length);
  }

  public double rate() {
    return edits / (double) length;
  }
}
