package org.rnnlm.prep.dump;

import java.util.Objects;

/**
 * One page of a dump as it was written by its authors.
 *
 * @param id unique within its wiki, never negative
 * @param namespace 0 for articles, other numbers for talk, files, categories and so on
 * @param redirect whether the dump marks the page as a redirect; its text is not asked
 * @param tooLarge whether the text was longer than the reader's limit, so that it was left out
 * @param text the wikitext of the last revision in the dump, empty when that was deleted
 */
public record Page(
    long id, int namespace, String title, boolean redirect, boolean tooLarge, String text) {

  public Page {
    if (id < 0) {
      throw new IllegalArgumentException("a page id must not be negative: " + id);
    }
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(text, "text");
  }
}
