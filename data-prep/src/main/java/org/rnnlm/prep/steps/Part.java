package org.rnnlm.prep.steps;

/** What the processor's time goes to. */
enum Part {
  /** Reading files and undoing their compression. */
  DECOMPRESS,
  /** From XML to pages. */
  PARSE,
  /** From pages to texts, with filters and normalization. */
  CLEAN,
  /** From texts to tokens, once to count and once to encode them. */
  TOKENIZE,
  /** Shards, with compression and hashes. */
  WRITE
}
