package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sentences whose tags are told by the words themselves, by what stands before them, or by what
 * stands behind them, so that it is known how often a reader of each kind can be right.
 *
 * <p>Signs stand along a sentence, of one of two sorts each, drawn without regard to anything else:
 * {@code north} with a share of {@link #NORTH}, or {@code south}. Between two signs may stand a
 * phrase that takes its tags after the sort of the sign before it, a phrase that takes them after
 * the one behind it, and words that tell nothing. Phrases are one or two words, tagged {@code B-}
 * and {@code I-}, and their words are drawn without regard to the sort. The sort of a share of the
 * phrases, {@link #NOISE}, is turned round. So of a phrase's words no reader is right more often
 * than {@link #CEILING}; one that does not see the sign is best where it always says {@code north},
 * and right in {@link #GUESS} of them. A reader of single words sees neither sign, and one that
 * reads from left to right does not see the one behind.
 */
public final class TaggedSentences implements Iterator<TaggedSentence> {
  /** Share of the phrases that are tagged after the other sort. */
  public static final double NOISE = 0.05;

  /** Share of the signs that are {@code north}. */
  public static final double NORTH = 0.6;

  /** How often a reader that sees the sign can be right. */
  public static final double CEILING = 1 - NOISE;

  /** How often one that does not can be. */
  public static final double GUESS = NORTH * CEILING + (1 - NORTH) * NOISE;

  private static final int WORDS = 12; // of each sort
  private static final String OUTSIDE = "O";
  private static final String[] SORTS = {"north", "south"};

  private final SplittableRandom random;

  /**
   * @param seed of all sentences; the same seed gives the same ones
   */
  public TaggedSentences(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** There is always another one. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public TaggedSentence next() {
    Draft draft = new Draft();
    int sort = sign(draft);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      sort = stretch(sort, draft);
    }
    return new TaggedSentence(draft.words, draft.tags, draft.sources);
  }

  /** A sentence so far. */
  private static final class Draft {
    private final List<String> words = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final List<TagSource> sources = new ArrayList<>();

    void add(String word, String tag, TagSource source) {
      words.add(word);
      tags.add(tag);
      sources.add(source);
    }
  }

  /** Adds all up to the next sign, and it; returns its sort. */
  private int stretch(int before, Draft draft) {
    int behind = sort();
    fillers(draft);
    boolean ahead = random.nextBoolean();
    if (!ahead || random.nextBoolean()) {
      phrase("past", before, TagSource.BEFORE, draft);
      fillers(draft);
    }
    if (ahead) {
      phrase("toward", behind, TagSource.BEHIND, draft);
      fillers(draft);
    }
    draft.add(word(SORTS[behind]), OUTSIDE, TagSource.WORD);
    return behind;
  }

  private int sign(Draft draft) {
    int sort = sort();
    draft.add(word(SORTS[sort]), OUTSIDE, TagSource.WORD);
    return sort;
  }

  private int sort() {
    return random.nextDouble() < NORTH ? 0 : 1;
  }

  private void phrase(String head, int sort, TagSource source, Draft draft) {
    String told = SORTS[random.nextDouble() < NOISE ? 1 - sort : sort];
    draft.add(word(head), "B-" + told, source);
    if (random.nextBoolean()) {
      draft.add(word(head + "-more"), "I-" + told, source);
    }
  }

  private void fillers(Draft draft) {
    for (int i = random.nextInt(3); i > 0; i--) {
      draft.add(word("so"), OUTSIDE, TagSource.WORD);
    }
  }

  private String word(String kind) {
    return kind + random.nextInt(WORDS);
  }
}
