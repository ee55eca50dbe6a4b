package org.rnnlm.prep.corpus;

/** What tells the tag of a word of a {@link TaggedSentence}. */
public enum TagSource {
  /** The word itself. */
  WORD,
  /** What stands before it. */
  BEFORE,
  /** What stands behind it. */
  BEHIND
}
