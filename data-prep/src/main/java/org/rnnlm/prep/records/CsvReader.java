package org.rnnlm.prep.records;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.StoredInput;
import org.rnnlm.text.Text;

/** The rows of a table of comma-separated values, after the one that names the columns. */
final class CsvReader implements RecordReader {
  private static final int OTHER_CELLS = 1 << 20; // characters

  private final StoredInput file;
  private final RecordSpec spec;
  private CsvRows rows; // null before the first row
  private List<String> columns;
  private Optional<CsvRow> ahead;

  CsvReader(StoredInput file, RecordSpec spec) {
    this.file = file;
    this.spec = spec;
  }

  @Override
  public boolean hasNext() {
    if (rows == null) {
      open();
    }
    return ahead.isPresent();
  }

  private void open() {
    try {
      long limit = (long) spec.textCharacters() + OTHER_CELLS;
      rows =
          new CsvRows(
              new InputStreamReader(
                  TextStream.of(file),
                  StandardCharsets.UTF_8
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPORT)
                      .onUnmappableCharacter(CodingErrorAction.REPORT)),
              (int) Math.min(limit, Integer.MAX_VALUE - 8));
    } catch (IOException e) {
      throw new DataException(
          Text.format("input %s cannot be read: %s", file.name(), reason(e)), e);
    }
    columns = names();
    FieldNames.require(file.name(), spec, columns);
    ahead = read();
  }

  /** Returns the names of the columns. */
  List<String> columns() {
    if (rows == null) {
      open();
    }
    return columns;
  }

  private List<String> names() {
    CsvRow names =
        read()
            .orElseThrow(
                () ->
                    new DataException(
                        Text.format(
                            "input %s is empty; its first row must name the columns",
                            file.name())));
    if (names.flaw() != Flaw.NONE) {
      throw new DataException(
          Text.format(
              "input %s: its first row, which must name the columns, is no row of a table (%s)",
              file.name(), names.flaw()));
    }
    return names.cells();
  }

  /** Returns the next row; a line with nothing in it is none, except of a single column. */
  private Optional<CsvRow> read() {
    try {
      Optional<CsvRow> row = rows.read();
      while (row.isPresent() && row.get().isBlank() && !hasSingleColumn()) {
        row = rows.read();
      }
      return row;
    } catch (UnclosedQuoteException e) {
      throw new DataException(Text.format("input %s: %s", file.name(), e.getMessage()), e);
    } catch (IOException e) {
      throw new DataException(
          Text.format(
              "input %s cannot be read beyond line %d: %s", file.name(), rows.line(), reason(e)),
          e);
    }
  }

  private boolean hasSingleColumn() {
    return columns != null && columns.size() == 1;
  }

  private static String reason(IOException e) {
    return e instanceof CharacterCodingException
        ? "it is not in UTF-8; convert it first, for example with iconv"
        : e.getMessage();
  }

  @Override
  public TextRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file.name() + " has no more rows");
    }
    TextRecord record = record(ahead.get());
    ahead = read();
    return record;
  }

  private TextRecord record(CsvRow row) {
    String where = file.name() + " line " + row.line();
    if (row.flaw() != Flaw.NONE) {
      return TextRecord.flawed(where, row.flaw());
    }
    if (row.cells().size() != columns.size()) {
      return TextRecord.flawed(where, Flaw.CELL_COUNT);
    }
    TextRecord.Fields fields = new TextRecord.Fields();
    fields.text = cell(row, spec.textField());
    fields.target = cell(row, spec.targetField());
    fields.id = cell(row, spec.idField());
    fields.title = cell(row, spec.titleField());
    fields.label = cell(row, spec.labelField());
    fields.split = cell(row, spec.splitField());
    if (spec.keepsFields()) {
      fields.all = new TextFields(columns, row.cells());
    }
    return TextRecord.of(where, spec, fields);
  }

  /** Null where none is asked for. */
  private String cell(CsvRow row, String name) {
    return name.isEmpty() ? null : row.cells().get(columns.indexOf(name));
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
