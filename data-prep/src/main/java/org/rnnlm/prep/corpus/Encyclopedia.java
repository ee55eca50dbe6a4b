package org.rnnlm.prep.corpus;

/**
 * The endless encyclopedia of a seed. An article depends on the seed and its own index alone, so
 * any article can be made without the others, on any machine.
 */
public final class Encyclopedia {
  private static final Grammar GRAMMAR = Grammar.parse(EncyclopediaRules.NOTATION);

  private static final long FIRST_ID = 1000;

  /** Leaves room for the pages between two articles. */
  private static final int IDS_PER_ARTICLE = 16;

  private final long seed;

  public Encyclopedia(long seed) {
    this.seed = seed;
  }

  /** The article at an index from 0 on. */
  public ArticleText article(long index) {
    return article(index, derivation(index));
  }

  static ArticleText article(long index, Derivation derivation) {
    return new ArticleText(
        id(index), derivation.slot("title"), derivation.text(), derivation.logProbability());
  }

  static Grammar grammar() {
    return GRAMMAR;
  }

  static long id(long index) {
    return FIRST_ID + IDS_PER_ARTICLE * index;
  }

  Derivation derivation(long index) {
    return GRAMMAR.derive(Purpose.TEXT.random(seed, index));
  }

  /** What the markup's choices are drawn from: they do not touch the text or its probability. */
  Filler filler(long index) {
    return new Filler(Purpose.MARKUP.random(seed, index));
  }
}
