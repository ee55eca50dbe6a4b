package org.rnnlm.evaluate;

/**
 * How a split's sequences are read: in lanes of consecutive sequences, the state carried along each
 * lane from a zero state at its beginning. The sequences of a stream follow each other in the text,
 * so this is the loss on running text, but for what each lane's first tokens lack.
 */
final class Lane {
  /** Sequences of a lane; the last lane of a split may have fewer. */
  static final int SEQUENCES = 32;

  private Lane() {}
}
