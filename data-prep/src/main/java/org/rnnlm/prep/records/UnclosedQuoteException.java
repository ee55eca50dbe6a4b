package org.rnnlm.prep.records;

import java.io.IOException;
import org.rnnlm.text.Text;

/** The quote that a cell begins with is never closed, so that all that follows is in it. */
final class UnclosedQuoteException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param line where it opens, from 1
   */
  UnclosedQuoteException(long line) {
    super(
        Text.format(
            "the quote that opens in line %d is never closed; close it, or double it if it is part"
                + " of the text",
            line));
  }
}
