package org.rnnlm.prep.steps;

import java.io.IOException;
import org.rnnlm.prep.records.Flaw;
import org.rnnlm.prep.records.RecordReader;
import org.rnnlm.prep.records.TextRecord;
import org.rnnlm.text.Text;

/** Records as rows; a flaw is the row's error. */
record RecordRows(RecordReader records) implements TableRows {
  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public TableRow next() {
    TextRecord record = records.next();
    String error = record.flaw() == Flaw.NONE ? "" : Text.kebab(record.flaw());
    return new TableRow(0, record.where(), error, record.id(), record.text(), record.fields());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
