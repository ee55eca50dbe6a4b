package org.rnnlm.prep.text;

/**
 * Turns the markup of an article into the text its readers see.
 *
 * <p>Each paragraph, heading and list item is one line; lines are joined by a single line feed,
 * none is empty, none starts or ends with a space. Left out are the title, references, templates,
 * tables, galleries, files, categories, language links, comments, formulas and code, and headings
 * with nothing but those under them. Links leave the text they show.
 *
 * <p>The same markup gives the same text in every call. An instance may keep buffers: it is for one
 * thread, and worth keeping for many articles.
 */
public interface TextCleaner {

  /**
   * Never throws, whatever the markup, and returns in time about linear in its length.
   *
   * @param title of the article, for messages; not part of the text
   */
  CleanText clean(String title, String markup);
}
