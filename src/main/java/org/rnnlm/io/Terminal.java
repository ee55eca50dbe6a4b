package org.rnnlm.io;

/** Whether a person looks on: standard error is a terminal, whose lines may be written over. */
public final class Terminal {
  /** Set by submit/rnnlm: Java's own console says nothing of standard error. */
  private static final String PROPERTY = "rnnlm.terminal";

  private Terminal() {}

  public static boolean isThere() {
    return Boolean.getBoolean(PROPERTY);
  }
}
