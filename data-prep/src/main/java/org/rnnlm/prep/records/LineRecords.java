package org.rnnlm.prep.records;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.NoSuchElementException;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.StoredInput;
import org.rnnlm.text.Text;

/** The records of the lines that begin in a range. */
abstract class LineRecords implements RecordReader {
  private static final int LONGEST_ESCAPE = 6; // bytes of a UTF-16 code unit: \u0041
  private static final int OTHER_FIELDS = 1 << 20; // bytes
  private static final int BLOCK = 1 << 16; // bytes

  /**
   * Records of a file of lines that may be cut are named by their lines up to this many bytes, and
   * by their place beyond: lines are counted from the file's beginning, however it is cut.
   */
  private static final long MOST_COUNTED = 16 << 20;

  private final StoredInput file;
  final RecordSpec spec;
  private final Range range;
  private LineReader lines;
  private boolean opened; // nothing of the range was read yet
  private boolean byLine;
  private long number; // of the line that was read last, where records are named by it
  private long position; // of that line
  private byte[] line; // null after the last one
  private boolean ended;
  private TextRecord ahead; // null for none

  LineRecords(StoredInput file, RecordSpec spec, Range range) {
    this.file = file;
    this.spec = spec;
    this.range = range;
  }

  /**
   * Cuts a file of lines; one that is compressed or in UTF-16 stays whole.
   *
   * @param bytes about how much of it a range holds; 0 for one range
   */
  static List<Range> ranges(StoredInput file, long bytes) {
    try {
      return TextStream.hasPlaces(file) ? Range.of(file.bytes(), bytes) : List.of(Range.WHOLE);
    } catch (IOException e) {
      throw new DataException("input " + file.name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      while (ahead == null && inRange()) {
        if (readsRecord()) {
          ahead = record();
        }
      }
      return ahead != null;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private DataException unreadable(IOException e) {
    return new DataException(
        Text.format(
            "input %s cannot be read beyond byte %d of its text: %s; restore a whole copy",
            file.name(), lines == null ? 0 : lines.position(), e.getMessage()),
        e);
  }

  /** Counts a reader's records, flawed ones too, without looking into them, and closes it. */
  static long count(LineRecords records) {
    try (records) {
      return records.count();
    } catch (IOException e) {
      throw records.unreadable(e);
    }
  }

  private long count() throws IOException {
    long count = 0;
    while (inRange()) {
      count += readsRecord() ? 1 : 0;
    }
    return count;
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
    boolean first = opened && range.from() == 0; // a mark stands before it
    return !ended && (first || lines.position() < range.to());
  }

  private void open() throws IOException {
    long limit = (long) spec.textCharacters() * LONGEST_ESCAPE + OTHER_FIELDS;
    int kept = (int) Math.min(limit, Integer.MAX_VALUE - 8);
    long start = Math.max(0, range.from() - 1); // a line that begins at from follows a line's end
    if (start == 0) {
      TextStream text = TextStream.of(file);
      lines = new LineReader(text, text.markBytes(), kept);
    } else {
      lines = new LineReader(file.open(start), start, kept);
    }
    if (range.from() > 0) {
      lines.read();
    }
    byLine = file.bytes() <= MOST_COUNTED || !TextStream.hasPlaces(file);
    number = byLine ? linesBefore(lines.position()) : 0;
    opened = true;
  }

  /** Returns how many lines end before a place; at the file's beginning none, mark or not. */
  private long linesBefore(long place) throws IOException {
    if (range.from() == 0) {
      return 0;
    }
    long count = 0;
    byte[] block = new byte[BLOCK];
    try (InputStream in = file.open(0)) {
      long left = place;
      while (left > 0) {
        int read = in.readNBytes(block, 0, (int) Math.min(left, BLOCK));
        if (read == 0) {
          throw new EOFException("it has become shorter while it was read");
        }
        for (int i = 0; i < read; i++) {
          count += block[i] == '\n' ? 1 : 0;
        }
        left -= read;
      }
    }
    return count;
  }

  /** Reads the next line; returns whether there is one, and a record in it. */
  private boolean readsRecord() throws IOException {
    position = lines.position();
    line = lines.read();
    ended = line == null;
    if (ended) {
      return false;
    }
    opened = false;
    number++;
    return lines.tooLong() || !isBlank(line);
  }

  private TextRecord record() {
    String where = file.name() + (byLine ? " line " + number : " byte " + position);
    return lines.tooLong() ? TextRecord.flawed(where, Flaw.TOO_LARGE) : parse(line, where);
  }

  /** Returns whether a line is no record at all; of white space alone. */
  boolean isBlank(byte[] line) {
    for (byte value : line) {
      if (value != ' ' && value != '\t' && value != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Returns the record of a line. */
  abstract TextRecord parse(byte[] line, String where);
}
