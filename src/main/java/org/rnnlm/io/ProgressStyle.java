package org.rnnlm.io;

/** How a command shows, on standard error, how far it is. */
public enum ProgressStyle {
  /** One line that is written over on a terminal, {@link #PLAIN} elsewhere. */
  AUTO,
  /** A new line every ten seconds. */
  PLAIN,
  /** Nothing. */
  NONE
}
