package org.rnnlm.prep.steps;

/** How a long job shows how far it is. */
public enum ProgressStyle {
  /** One line that is written over on a terminal, {@link #PLAIN} elsewhere. */
  AUTO,
  /** A new line every ten seconds. */
  PLAIN,
  NONE
}
