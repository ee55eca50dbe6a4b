package org.rnnlm.prep.corpus;

/**
 * A text of the encyclopedia and one that differs from it in a single point, on account of which
 * the grammar cannot give it: the right answer of a minimal pair is known.
 *
 * @param good the text that was drawn
 * @param bad the other one
 * @param kind of point that they differ in
 */
public record Contrast(String good, String bad, Kind kind) {

  /** What is wrong with a text. */
  public enum Kind {
    /** The article's title, spoken of again, is another one. */
    OTHER_TITLE(Phenomenon.MEMORY),
    /** What the article's subject is, spoken of again, is something else. */
    OTHER_KIND(Phenomenon.MEMORY),
    /** A year is of a century in which such things do not happen. */
    OTHER_CENTURY(Phenomenon.CONTEXT),
    /** Two letters of a word have changed places. */
    SWAPPED_LETTERS(Phenomenon.SPELLING),
    /** Two words have changed places. */
    SWAPPED_WORDS(Phenomenon.ORDER);

    private final Phenomenon phenomenon;

    Kind(Phenomenon phenomenon) {
      this.phenomenon = phenomenon;
    }

    /** Returns what a model must know to see it. */
    public Phenomenon phenomenon() {
      return phenomenon;
    }
  }

  /** What a model must know. */
  public enum Phenomenon {
    /** What was said at the beginning of the text. */
    MEMORY,
    /** What is spoken of. */
    CONTEXT,
    /** Which words there are. */
    SPELLING,
    /** How words follow each other. */
    ORDER
  }
}
