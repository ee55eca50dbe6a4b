package org.rnnlm.io;

/** A stored file is of a format version that came after this program: it is not damaged. */
public final class NewerFormatException extends DataException {
  private static final long serialVersionUID = 1L;

  public NewerFormatException(String message) {
    super(message);
  }
}
