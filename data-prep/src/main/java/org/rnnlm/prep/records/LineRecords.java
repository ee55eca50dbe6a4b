package org.rnnlm.prep.records;

import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.PlainStream;
import org.rnnlm.prep.dump.StoredInput;
import org.rnnlm.text.Text;

/** The records of the lines that begin in a range. */
abstract class LineRecords implements RecordReader {
  private static final int LONGEST_ESCAPE = 6; // bytes of a UTF-16 code unit: \u0041
  private static final int OTHER_FIELDS = 1 << 20; // bytes

  private final StoredInput file;
  final RecordSpec spec;
  private final Range range;
  private LineReader lines;
  private long number; // of the line that was read last; counted in the first range alone
  private boolean ended;
  private TextRecord ahead; // null for none

  LineRecords(StoredInput file, RecordSpec spec, Range range) {
    this.file = file;
    this.spec = spec;
    this.range = range;
  }

  /**
   * Cuts a file of lines; a compressed one stays whole.
   *
   * @param bytes about how much of it a range holds; 0 for one range
   */
  static List<Range> ranges(StoredInput file, long bytes) {
    try {
      return PlainStream.isCompressed(file) ? List.of(Range.WHOLE) : Range.of(file.bytes(), bytes);
    } catch (IOException e) {
      throw new DataException("input " + file.name() + " cannot be read: " + e.getMessage(), e);
    }
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
          Text.format(
              "input %s cannot be read beyond byte %d of its text: %s; restore a whole copy",
              file.name(), lines == null ? 0 : lines.position(), e.getMessage()),
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

  /** Whether a line is no record at all; of white space alone. */
  boolean isBlank(byte[] line, int start) {
    for (int i = start; i < line.length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** The record of a line, from one of its bytes on. */
  abstract TextRecord parse(byte[] line, int start, String where);
}
