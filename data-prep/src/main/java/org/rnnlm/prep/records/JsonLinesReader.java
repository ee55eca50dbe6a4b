package org.rnnlm.prep.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.PlainStream;
import org.rnnlm.prep.dump.StoredInput;

/** The records of the lines that begin in a range. */
final class JsonLinesReader implements RecordReader {
  private static final int LONGEST_ESCAPE = 6; // bytes of a UTF-16 code unit: \u0041
  private static final int OTHER_FIELDS = 1 << 20; // bytes
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final StoredInput file;
  private final RecordSpec spec;
  private final Range range;
  private LineReader lines;
  private long number; // of the line that was read last; counted in the first range alone
  private boolean ended;
  private TextRecord ahead; // null for none

  JsonLinesReader(StoredInput file, RecordSpec spec, Range range) {
    this.file = file;
    this.spec = spec;
    this.range = range;
  }

  @Override
  public boolean hasNext() {
    try {
      while (ahead == null && inRange()) {
        ahead = read();
      }
      return ahead != null;
    } catch (IOException e) {
      throw new DataException(
          "input %s cannot be read beyond byte %d of its text: %s; restore a whole copy"
              .formatted(file.name(), lines == null ? 0 : lines.position(), e.getMessage()),
          e);
    }
  }

  @Override
  public TextRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file.name() + " has no more records");
    }
    TextRecord record = ahead;
    ahead = null;
    return record;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }

  private boolean inRange() throws IOException {
    if (lines == null) {
      open();
    }
    return !ended && lines.position() < range.to();
  }

  private void open() throws IOException {
    long limit = (long) spec.textCharacters() * LONGEST_ESCAPE + OTHER_FIELDS;
    long start = Math.max(0, range.from() - 1); // a line that begins at from follows a line's end
    lines =
        new LineReader(
            start == 0 ? PlainStream.of(file) : file.open(start),
            start,
            (int) Math.min(limit, Integer.MAX_VALUE - 8));
    if (range.from() > 0) {
      lines.read();
    }
  }

  /** The next line's record, null if it has none. */
  private TextRecord read() throws IOException {
    long position = lines.position();
    byte[] line = lines.read();
    ended = line == null;
    if (ended) {
      return null;
    }
    number++;
    String where = file.name() + (range.from() == 0 ? " line " + number : " byte " + position);
    if (lines.tooLong()) {
      return TextRecord.flawed(where, Flaw.TOO_LARGE);
    }
    int start = position == 0 && startsWithByteOrderMark(line) ? 3 : 0;
    return isBlank(line, start) ? null : parse(line, start, where);
  }

  private static boolean startsWithByteOrderMark(byte[] line) {
    return line.length >= 3
        && (line[0] & 0xff) == 0xef
        && (line[1] & 0xff) == 0xbb
        && (line[2] & 0xff) == 0xbf;
  }

  private static boolean isBlank(byte[] line, int start) {
    for (int i = start; i < line.length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private TextRecord parse(byte[] line, int start, String where) {
    try (JsonParser parser = JSON.createParser(line, start, line.length - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return TextRecord.flawed(where, Flaw.NOT_JSON);
      }
      TextRecord.Fields fields = new TextRecord.Fields();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        read(name, parser, fields);
        parser.skipChildren();
      }
      return parser.nextToken() == null
          ? TextRecord.of(where, spec, fields)
          : TextRecord.flawed(where, Flaw.NOT_JSON);
    } catch (IOException e) { // no JSON, or no UTF-8: a line in memory has no others
      return TextRecord.flawed(where, Flaw.NOT_JSON);
    }
  }

  private void read(String name, JsonParser parser, TextRecord.Fields fields) throws IOException {
    JsonToken value = parser.currentToken();
    if (name.equals(spec.textField())) {
      fields.text = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      fields.otherText = fields.text == null && value != JsonToken.VALUE_NULL;
    }
    boolean named = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
    if (spec.hasId() && name.equals(spec.idField())) {
      fields.id = named ? parser.getText() : null;
    }
    if (spec.hasLabel() && name.equals(spec.labelField())) {
      fields.label = named || value.isBoolean() ? parser.getText() : null;
    }
    if (spec.hasTitle() && name.equals(spec.titleField())) {
      fields.title = named ? parser.getText() : null;
    }
  }
}
