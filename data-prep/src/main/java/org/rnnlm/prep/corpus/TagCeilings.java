package org.rnnlm.prep.corpus;

/**
 * How many words readers of {@link TaggedSentences} can be right in, in expectation.
 *
 * @param words of all sentences
 * @param before words told by what stands before them
 * @param behind words told by what stands behind them
 */
public record TagCeilings(long words, long before, long behind) {
  /** The ceilings of no sentence. */
  public static final TagCeilings NONE = new TagCeilings(0, 0, 0);

  /** Returns these with another sentence. */
  public TagCeilings and(TaggedSentence sentence) {
    return new TagCeilings(
        words + sentence.words().size(),
        before + count(sentence, TagSource.BEFORE),
        behind + count(sentence, TagSource.BEHIND));
  }

  private static long count(TaggedSentence sentence, TagSource wanted) {
    return sentence.sources().stream().filter(source -> source == wanted).count();
  }

  /** Returns the best accuracy of a reader of whole sentences, which no reader passes. */
  public double ofBothDirections() {
    return accuracy(TaggedSentences.CEILING, TaggedSentences.CEILING);
  }

  /** Returns that of one that reads from left to right. */
  public double ofOneDirection() {
    return accuracy(TaggedSentences.CEILING, TaggedSentences.GUESS);
  }

  /** Returns that of one that sees single words. */
  public double ofWords() {
    return accuracy(TaggedSentences.GUESS, TaggedSentences.GUESS);
  }

  private double accuracy(double ofBefore, double ofBehind) {
    return (words - before - behind + ofBefore * before + ofBehind * behind) / words;
  }
}
