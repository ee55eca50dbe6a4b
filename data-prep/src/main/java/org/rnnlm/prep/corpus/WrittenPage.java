package org.rnnlm.prep.corpus;

import java.util.Optional;

/** A page of the dump; {@code redirect} is the title that a redirect leads to. */
record WrittenPage(
    long id, int namespace, String title, Optional<String> redirect, String wikitext) {
  WrittenPage(long id, int namespace, String title, String wikitext) {
    this(id, namespace, title, Optional.empty(), wikitext);
  }
}
