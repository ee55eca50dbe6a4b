package org.rnnlm.prep.dump;

import java.util.Objects;

/**
 * One page of a dump as it was written by its authors.
 *
 * @param id unique within its wiki, never negative
 * @param namespace 0 for articles, other numbers for talk, files, categories and so on
 * @param redirect whether the dump marks the page as a redirect; its text is not asked
 * @param tooLarge whether the text was longer than the reader's limit, so that it was left out
 * @param model what the text is written in: {@code wikitext}, or {@code json}, {@code css}, {@code
 *     Scribunto} and the like; dumps that do not tell hold wikitext
 * @param text that of the last revision in the dump, empty when that was deleted
 */
public record Page(
    long id,
    int namespace,
    String title,
    boolean redirect,
    boolean tooLarge,
    String model,
    String text) {

  static final String WIKITEXT = "wikitext";

  public Page {
    if (id < 0) {
      throw new IllegalArgumentException("a page id must not be negative: " + id);
    }
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(text, "text");
  }

  /** Returns a page of wikitext. */
  public Page(
      long id, int namespace, String title, boolean redirect, boolean tooLarge, String text) {
    this(id, namespace, title, redirect, tooLarge, WIKITEXT, text);
  }

  public boolean isWikitext() {
    return model.equals(WIKITEXT);
  }
}
