package org.rnnlm.train;

/** What a run writes beside its own files, for other tools to show. */
public enum RunLog {
  /** Nothing. */
  NONE,
  /** Event files, in the run's folder {@code tensorboard}. */
  TENSORBOARD
}
