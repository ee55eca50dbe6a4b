package org.rnnlm.prep.text;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the cleaner has to know of the wiki that a page is of. Words of MediaWiki and templates are
 * those of its language.
 *
 * @param language a code such as {@code en}, as the dump names it; empty if it does not
 * @param fileNames what the wiki calls its files, beside what all of its language do
 * @param categoryNames the same of its categories
 */
public record Wiki(String language, Set<String> fileNames, Set<String> categoryNames)
    implements Serializable {

  public Wiki {
    // sorted, so that what is made of them does not differ from process to process
    fileNames = new TreeSet<>(fileNames);
    categoryNames = new TreeSet<>(categoryNames);
  }

  /** Returns a wiki with no names of its own. */
  public Wiki(String language) {
    this(language, Set.of(), Set.of());
  }
}
