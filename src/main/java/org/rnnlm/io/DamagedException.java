package org.rnnlm.io;

/** A stored file is missing, or is not what its manifest says was written. */
public final class DamagedException extends DataException {
  private static final long serialVersionUID = 1L;

  public DamagedException(String message) {
    super(message);
  }

  public DamagedException(String message, Throwable cause) {
    super(message, cause);
  }
}
