package org.rnnlm.prep.steps;

import java.util.Locale;

/** What became of a page of the input. */
enum Fate {
  KEPT,
  /** A page that only points to another. */
  REDIRECT,
  /** No article: talk, user, template, category and the like. */
  OTHER_NAMESPACE,
  /** A page that only lists what its title may mean. */
  DISAMBIGUATION,
  /** Its markup is longer than the limit for a page. */
  TOO_LARGE,
  /** Nothing was left when the markup was taken off. */
  NO_TEXT,
  /** What was left is shorter than the limit. */
  TOO_SHORT,
  /** An article with exactly this text was there before, in the order of places. */
  DUPLICATE_TEXT,
  /** A page of this id was there before, in the same input. */
  DUPLICATE_ID;

  /** As reports name it: {@code other-namespace}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
