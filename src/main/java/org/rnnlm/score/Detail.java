package org.rnnlm.score;

/** What is asked for of each token. */
enum Detail {
  /** How surprising it is. */
  SURPRISAL,
  /** How surprising it is, and how surprising one was expected to be. */
  ENTROPY
}
