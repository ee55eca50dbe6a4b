package org.rnnlm.prep.steps;

import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.prep.records.TextFields;

/** A text file as one row. */
final class TextRows implements TableRows {
  static final List<String> COLUMNS = List.of("file", "text");

  private final InputFile file;
  private final Configuration hadoop;
  private boolean read;

  TextRows(InputFile file, Configuration hadoop) {
    this.file = file;
    this.hadoop = hadoop;
  }

  @Override
  public boolean hasNext() {
    return !read;
  }

  @Override
  public TableRow next() {
    if (read) {
      throw new NoSuchElementException(file.location() + " is one text");
    }
    read = true;
    String text = ReadTexts.text(file, hadoop);
    return new TableRow(
        0,
        file.location(),
        "",
        file.location(),
        text,
        new TextFields(COLUMNS, List.of(file.location(), text)));
  }

  @Override
  public void close() {
    // it was read at once
  }
}
