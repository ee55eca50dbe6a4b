package org.rnnlm.prep.records;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.rnnlm.prep.dump.StoredInput;

/** The lines of a file of tagged sentences, which end with or without a carriage return. */
final class SentenceLines implements Closeable {
  private static final int OTHER_COLUMNS = 1 << 20; // bytes of a row

  private final LineReader lines;
  private byte[] line = {};
  private long number;
  private boolean ended; // by a line feed

  private SentenceLines(LineReader lines) {
    this.lines = lines;
  }

  static SentenceLines of(StoredInput file, RecordSpec spec) throws IOException {
    TextStream text = TextStream.of(file);
    int limit = (int) Math.min(Integer.MAX_VALUE - 8L, (long) spec.textCharacters() * 4);
    return new SentenceLines(
        new LineReader(text, text.markBytes(), Math.max(limit, OTHER_COLUMNS)));
  }

  /** Goes on to the next line, and returns whether there is one. */
  boolean next() throws IOException {
    long from = lines.position();
    byte[] read = lines.read();
    if (read == null) {
      return false;
    }
    line = read;
    number++;
    ended = lines.tooLong() || lines.position() - from > read.length;
    return true;
  }

  /** Returns the number of this line, from one; zero before the first. */
  long number() {
    return number;
  }

  boolean tooLong() {
    return lines.tooLong();
  }

  /** Returns whether this line does not end, which the last one of a file may not. */
  boolean isCut() {
    return !ended;
  }

  /** Returns whether this line ends a sentence. */
  boolean isBlank() {
    for (byte value : line) {
      if (value != ' ' && value != '\t' && value != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Returns this line's text without its end; nothing if it is not UTF-8. */
  Optional<String> text() {
    boolean returns = line.length > 0 && line[line.length - 1] == '\r';
    return Utf8.decoded(line, line.length - (returns ? 1 : 0));
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
