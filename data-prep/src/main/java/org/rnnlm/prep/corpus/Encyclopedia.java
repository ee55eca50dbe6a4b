package org.rnnlm.prep.corpus;

/**
 * The endless encyclopedia of a seed. An article depends on the seed, the topic and its own index,
 * so any article can be made without the others, on any machine.
 */
public final class Encyclopedia {
  private static final long FIRST_ID = 1000;

  /** Leaves room for the pages between two articles. */
  private static final int IDS_PER_ARTICLE = 16;

  private final long seed;
  private final Topic topic;

  public Encyclopedia(long seed, Topic topic) {
    this.seed = seed;
    this.topic = topic;
  }

  /** Returns the article at an index from 0 on. */
  public ArticleText article(long index) {
    return article(index, derivation(index));
  }

  static ArticleText article(long index, Derivation derivation) {
    return new ArticleText(
        id(index), derivation.slot("title"), derivation.text(), derivation.logProbability());
  }

  static long id(long index) {
    return FIRST_ID + IDS_PER_ARTICLE * index;
  }

  Derivation derivation(long index) {
    return topic.grammar().derive(Purpose.TEXT.random(seed, index));
  }

  /**
   * Returns what the markup's choices are drawn from: they do not touch the text or its
   * probability.
   */
  Filler filler(long index) {
    return new Filler(Purpose.MARKUP.random(seed, index));
  }
}
