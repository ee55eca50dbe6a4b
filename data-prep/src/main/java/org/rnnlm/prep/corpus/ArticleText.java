package org.rnnlm.prep.corpus;

/**
 * One article as a cleaner should give it back, and how probable that text was.
 *
 * @param id the id of the article's page in the dump
 * @param title the page's title; several articles may share one
 * @param text lines joined by single line feeds, without the title
 * @param logProbability natural logarithm of the probability of the text and its end
 */
public record ArticleText(long id, String title, String text, double logProbability) {
  /** Returns the length in Unicode code points, without the end. */
  public int characters() {
    return text.codePointCount(0, text.length());
  }
}
