package org.rnnlm.prep.steps;

/** What the files of a format are made of. */
enum InputContent {
  /** A dump's pages, which have markup and ids of their own. */
  PAGES,
  /** A text, which is one article. */
  TEXT,
  /** Records, of which each is an article and may be flawed. */
  RECORDS
}
