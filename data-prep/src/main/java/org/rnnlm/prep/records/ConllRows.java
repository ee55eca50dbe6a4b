package org.rnnlm.prep.records;

import java.util.List;
import org.rnnlm.prep.dump.StoredInput;

/**
 * Tagged sentences as the CoNLL-2003 shared task has them: columns with tabs or spaces between
 * them. Rows that begin with {@code -DOCSTART-} part documents and are no words. There are no
 * comments.
 */
record ConllRows() implements SentenceFormat {
  private static final long serialVersionUID = 1L;

  @Override
  public String key() {
    return "conll";
  }

  @Override
  public List<String> endings() {
    return List.of(".conll", ".bio", ".iob");
  }

  @Override
  public SentenceColumns rows(StoredInput file, RecordSpec spec) {
    return new PlainColumns(file.name(), spec);
  }

  @Override
  public SentenceColumns rowsToTag(StoredInput file, RecordSpec spec) {
    return PlainColumns.ofWords(file.name(), spec);
  }
}
