package org.rnnlm.prep.records;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.PlainStream;
import org.rnnlm.prep.dump.StoredInput;
import org.rnnlm.text.Text;

/** The rows of a table of comma-separated values. */
final class CsvReader implements RecordReader {
  private final StoredInput file;
  private final RecordSpec spec;
  private CsvParser parser; // null before the first row
  private List<String> columns;
  private String[] ahead; // null at the end
  private long number; // of the row ahead; the columns' names are row 0

  CsvReader(StoredInput file, RecordSpec spec) {
    this.file = file;
    this.spec = spec;
  }

  @Override
  public boolean hasNext() {
    if (parser == null) {
      open();
    }
    return ahead != null;
  }

  private void open() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxCharsPerColumn(-1); // of any length: longer ones than wanted are flawed
    settings.setMaxColumns(10_000);
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    parser = new CsvParser(settings);
    try {
      parser.beginParsing(
          new InputStreamReader(
              PlainStream.of(file),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT)));
      String[] names = parser.parseNext();
      columns = names == null ? List.of() : Arrays.asList(names);
    } catch (IOException | TextParsingException e) {
      throw unreadable(e);
    }
    for (String name :
        List.of(spec.textField(), spec.idField(), spec.titleField(), spec.labelField())) {
      requireColumn(name);
    }
    read();
  }

  private void requireColumn(String name) {
    if (!name.isEmpty() && !columns.contains(name)) {
      throw new DataException(
          Text.format(
              "input %s has no column '%s'; its first row names %s: set prepare.text-field, id-field, title-field or label-field to one of them",
              file.name(), name, columns));
    }
  }

  private void read() {
    try {
      ahead = parser.parseNext();
      number++;
    } catch (TextParsingException e) {
      throw unreadable(e);
    }
  }

  private DataException unreadable(Exception e) {
    Throwable reason = e.getCause() == null ? e : e.getCause();
    return new DataException(
        Text.format(
            "input %s cannot be read beyond row %d as comma-separated values in UTF-8: %s",
            file.name(), number, reason),
        e);
  }

  @Override
  public TextRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file.name() + " has no more rows");
    }
    String[] row = ahead;
    TextRecord.Fields fields = new TextRecord.Fields();
    fields.text = field(row, spec.textField());
    fields.id = field(row, spec.idField());
    fields.title = field(row, spec.titleField());
    fields.label = field(row, spec.labelField());
    TextRecord record = TextRecord.of(file.name() + " row " + number, spec, fields);
    read();
    return record;
  }

  /** Null where the row has none. */
  private String field(String[] row, String name) {
    int column = name.isEmpty() ? -1 : columns.indexOf(name);
    return column < 0 || column >= row.length ? null : row[column];
  }

  @Override
  public void close() {
    if (parser != null) {
      parser.stopParsing();
    }
  }
}
