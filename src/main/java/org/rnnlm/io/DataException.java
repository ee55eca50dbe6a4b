package org.rnnlm.io;

/**
 * What a user gave or stored cannot be used: a file that is missing, damaged or of another kind.
 * The message names the file and says what to do; programs end with exit code 1 on it.
 */
public class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
