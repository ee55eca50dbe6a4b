package org.rnnlm.shard;

import org.rnnlm.vocabulary.Vocabulary;

/** What is cut off a labelled text that is longer than the sequences may be. */
public enum Cut {
  /** Its end; the beginning is kept. */
  END,
  /** Its beginning; the end is kept, as Keras' {@code pad_sequences} does by itself. */
  BEGINNING;

  /**
   * Returns a labelled text as a sequence: START, its tokens or as many of them as fit, END.
   *
   * @param text token ids without START and END
   * @param length the most steps of a sequence, START among them
   */
  public int[] framed(int[] text, int length) {
    int kept = Math.min(text.length, length - 1);
    int from = this == END ? 0 : text.length - kept;
    int[] tokens = new int[kept + 2];
    tokens[0] = Vocabulary.START;
    System.arraycopy(text, from, tokens, 1, kept);
    tokens[kept + 1] = Vocabulary.END;
    return tokens;
  }
}
