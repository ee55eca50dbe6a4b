package org.rnnlm.shard;

/** What is cut off a labelled text that is longer than the sequences may be. */
public enum Cut {
  /** Its end; the beginning is kept. */
  END,
  /** Its beginning; the end is kept, as Keras' {@code pad_sequences} does by itself. */
  BEGINNING
}
