package org.rnnlm.shard;

import org.rnnlm.vocabulary.Vocabulary;

/** How articles become sequences. */
public enum SequenceMode {
  /**
   * All articles one after the other, END between them, cut into pieces: each shares one token with
   * the next, so that every token but the first is predicted once.
   */
  STREAM,
  /** Each sentence by itself, START before it and END after it. */
  SENTENCE,
  /**
   * Overlapping windows of each article, which stands between two ENDs; the last one ends with it.
   */
  WINDOW,
  /**
   * Each article by itself with its class, START before it and END after it; longer ones are cut.
   */
  LABELLED,
  /** Source and target of each pair: the source, START, the target, END. */
  PAIR,
  /** Each sentence of words by itself, END after it, with a tag for each word. */
  TAGGED;

  /**
   * Returns the token that stands before a text: a sentence begins after START, an article after
   * the END of the one before.
   *
   * @throws IllegalStateException of pairs, which have no text of their own, and of tagged
   *     sentences, of which nothing is predicted but tags
   */
  public int opening() {
    return switch (this) {
      case STREAM, WINDOW -> Vocabulary.END;
      case SENTENCE, LABELLED -> Vocabulary.START;
      case PAIR ->
          throw new IllegalStateException("a model of pairs writes targets of given sources");
      case TAGGED -> throw new IllegalStateException("a tagger predicts tags and no tokens");
    };
  }

  /** Returns whether a sequence's first token is one of its text, with nothing before it. */
  public boolean beginsWithText() {
    return this == PAIR || this == TAGGED;
  }

  /** Returns a text's tokens after what stands before it in the shards, see {@link #opening}. */
  public int[] opened(int[] tokens) {
    int[] opened = new int[tokens.length + 1];
    opened[0] = opening();
    System.arraycopy(tokens, 0, opened, 1, tokens.length);
    return opened;
  }
}
