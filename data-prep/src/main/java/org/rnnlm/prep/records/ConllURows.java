package org.rnnlm.prep.records;

import java.util.List;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Tagged sentences as Universal Dependencies has them (CoNLL-U, format version 2): ten columns with
 * tabs between them; lines that begin with {@code #} are comments. Rows of tokens of several words
 * ({@code 3-4}) and of empty nodes ({@code 8.1}) are no words.
 */
record ConllURows() implements SentenceFormat {
  private static final long serialVersionUID = 1L;

  @Override
  public String key() {
    return "conllu";
  }

  @Override
  public List<String> endings() {
    return List.of(".conllu");
  }

  @Override
  public SentenceColumns rows(StoredInput file, RecordSpec spec) {
    return new UniversalColumns(file.name(), spec);
  }

  /** Returns the same rows: all ten columns are there, those without a tag too. */
  @Override
  public SentenceColumns rowsToTag(StoredInput file, RecordSpec spec) {
    return rows(file, spec);
  }
}
