package org.rnnlm.jobs;

/** What to do with tokens that the vocabulary lacks. */
enum Unknown {
  /** Name them and stop. */
  REFUSE,
  /** Take them for the unknown token. */
  MAP
}
