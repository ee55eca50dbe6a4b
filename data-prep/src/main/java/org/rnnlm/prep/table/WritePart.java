package org.rnnlm.prep.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.Folder;
import org.rnnlm.io.StoredFile;
import org.rnnlm.prep.records.RowFields;
import org.rnnlm.prep.steps.ReadSpec;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.steps.TableRows;
import org.rnnlm.prep.steps.TableSlice;
import org.rnnlm.text.Text;

/**
 * Reads a part's rows, lets something work on them, and writes its file. A task that runs again
 * writes the same bytes to the same file.
 */
final class WritePart implements Function<TablePart, PartResult> {
  private static final long serialVersionUID = 1L;

  private final String output;
  private final TableSpec spec;
  private final TableLayout layout;
  private final Broadcast<? extends RowWorkSource> work;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final RowCounters counters;

  /**
   * @param output URI of the table's folder
   */
  WritePart(
      String output,
      TableSpec spec,
      TableLayout layout,
      Broadcast<? extends RowWorkSource> work,
      Broadcast<SerializableConfiguration> hadoop,
      RowCounters counters) {
    this.output = output;
    this.spec = spec;
    this.layout = layout;
    this.work = work;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  @Override
  public PartResult call(TablePart part) {
    Configuration configuration = hadoop.value().value();
    String name = Text.format("%s/part-%05d.%s", StoredTable.ROWS, part.index(), ending());
    PartTally tally = new PartTally();
    try (RowWork opened = work.value().open()) {
      StoredFile file =
          Folder.at(output, configuration)
              .publish(name, out -> write(part, opened, out, configuration, tally));
      counters.add(part, tally);
      return new PartResult(part, file, tally);
    }
  }

  private String ending() {
    return spec.format().ending();
  }

  private void write(
      TablePart part,
      RowWork opened,
      OutputStream out,
      Configuration configuration,
      PartTally tally)
      throws IOException {
    TableWriter writer = spec.format().writer(out, layout); // closed if all is well, and only then
    long number = part.firstRow();
    for (TableSlice slice : part.slices()) {
      try (TableRows rows = slice.open(reading(), configuration)) {
        Iterator<List<TableRow>> chunks = RowChunks.of(rows, row -> row.text().length());
        while (chunks.hasNext()) {
          List<TableRow> chunk = numbered(chunks.next(), number);
          number += chunk.size();
          write(chunk, opened, writer, tally);
        }
      }
    }
    writer.close();
  }

  private ReadSpec reading() {
    return spec.reading();
  }

  private static List<TableRow> numbered(List<TableRow> chunk, long first) {
    List<TableRow> numbered = new ArrayList<>(chunk.size());
    for (TableRow row : chunk) {
      numbered.add(row.at(first + numbered.size()));
    }
    return numbered;
  }

  private void write(List<TableRow> chunk, RowWork opened, TableWriter writer, PartTally tally)
      throws IOException {
    List<TableRow> texts = chunk.stream().filter(row -> row.error().isEmpty()).toList();
    Iterator<RowOutcome> outcomes =
        (texts.isEmpty() ? List.<RowOutcome>of() : opened.apply(texts)).iterator();
    for (TableRow row : chunk) {
      RowOutcome outcome = row.error().isEmpty() ? outcomes.next() : RowOutcome.failed(row.error());
      tally.add(row.where(), outcome);
      tally.wrote(write(row, outcome, writer));
    }
  }

  /** Returns how many rows were written. */
  private long write(TableRow row, RowOutcome outcome, TableWriter writer) throws IOException {
    RowFields fields = spec.keepsInput() ? row.fields() : RowFields.NONE;
    if (!outcome.error().isEmpty()) {
      if (!spec.keepsBadRows()) {
        return 0;
      }
      writer.write(fields, row.number(), List.of(), outcome.error());
      return 1;
    }
    long written = 0;
    for (List<Object> values : outcome.results()) {
      writer.write(fields, row.number(), values, "");
      written++;
    }
    return written;
  }
}
