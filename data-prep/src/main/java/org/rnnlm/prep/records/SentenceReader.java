package org.rnnlm.prep.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.StoredInput;
import org.rnnlm.text.Text;

/**
 * Sentences of a row a word, with an empty line after each. A sentence with an odd row is flawed as
 * a whole, and called by that row.
 */
final class SentenceReader implements RecordReader {
  private static final int OTHER_COLUMNS = 1 << 20; // bytes of a row

  private final StoredInput file;
  private final RecordSpec spec;
  private final SentenceColumns columns;
  private LineReader lines; // null before the first one
  private long number; // of the line that was read last
  private boolean cut; // it does not end
  private Optional<TextRecord> ahead = Optional.empty();

  SentenceReader(StoredInput file, RecordSpec spec, SentenceColumns columns) {
    this.file = file;
    this.spec = spec;
    this.columns = columns;
  }

  @Override
  public boolean hasNext() {
    try {
      if (lines == null) {
        open();
      }
      return ahead.isPresent();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void open() throws IOException {
    TextStream text = TextStream.of(file);
    int limit = (int) Math.min(Integer.MAX_VALUE - 8L, (long) spec.textCharacters() * 4);
    lines = new LineReader(text, text.markBytes(), Math.max(limit, OTHER_COLUMNS));
    ahead = sentence();
  }

  private DataException unreadable(IOException e) {
    return new DataException(
        Text.format(
            "input %s cannot be read beyond line %d: %s; restore a whole copy",
            file.name(), number, e.getMessage()),
        e);
  }

  @Override
  public TextRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file.name() + " has no more sentences");
    }
    try {
      TextRecord sentence = ahead.orElseThrow();
      ahead = sentence();
      return sentence;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Optional<TextRecord> sentence() throws IOException {
    Rows rows = new Rows();
    for (byte[] line = read(); line != null; line = read()) {
      boolean blank = isBlank(line);
      if (!blank) {
        rows.add(line);
      }
      if (blank && rows.any()) {
        return Optional.of(rows.record());
      }
    }
    if (rows.any() && cut && columns.needsLineEnd()) {
      rows.flaw(Flaw.CUT_OFF);
    }
    return rows.any() ? Optional.of(rows.record()) : Optional.empty();
  }

  private byte[] read() throws IOException {
    long from = lines.position();
    byte[] line = lines.read();
    if (line != null) {
      number++;
      cut = !lines.tooLong() && lines.position() - from == line.length;
    }
    return line;
  }

  private static boolean isBlank(byte[] line) {
    for (byte value : line) {
      if (value != ' ' && value != '\t' && value != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    if (lines != null) {
      lines.close();
    }
  }

  /** The rows of a sentence that were read so far. */
  private final class Rows {
    private final TextRecord.Fields fields = new TextRecord.Fields();
    private long first; // line of the first row; 0 before it
    private long characters;
    private Flaw flaw = Flaw.NONE;
    private long flawed; // line of the first odd row

    Rows() {
      fields.words = new ArrayList<>();
      fields.tags = new ArrayList<>();
    }

    boolean any() {
      return first > 0;
    }

    void flaw(Flaw found) {
      if (flaw == Flaw.NONE) {
        flaw = found;
        flawed = number;
      }
    }

    void add(byte[] line) {
      int end = line[line.length - 1] == '\r' ? line.length - 1 : line.length;
      Optional<String> text = Utf8.decoded(line, end);
      if (text.isPresent() && columns.isComment(text.get())) {
        comment(text.get());
        return;
      }
      first = first == 0 ? number : first;
      if (lines.tooLong() || text.isEmpty()) {
        flaw(lines.tooLong() ? Flaw.TOO_LARGE : Flaw.NOT_TEXT);
        return;
      }
      try {
        columns.read(text.get(), fields.words.size()).ifPresent(this::add);
      } catch (OddRowException e) {
        flaw(e.flaw());
      }
    }

    private void comment(String line) {
      if (spec.hasId()) {
        columns.said(line, spec.idField()).ifPresent(id -> fields.id = id);
      }
      if (spec.hasTitle()) {
        columns.said(line, spec.titleField()).ifPresent(title -> fields.title = title);
      }
    }

    private void add(SentenceColumns.Tagged row) {
      characters += row.word().length() + row.tag().length() + 2L;
      if (characters > spec.textCharacters()) {
        flaw(Flaw.TOO_LARGE); // and no more of it is kept
      } else {
        fields.words.add(row.word());
        fields.tags.add(row.tag());
      }
    }

    TextRecord record() {
      return flaw == Flaw.NONE
          ? TextRecord.of(where(first), spec, fields)
          : TextRecord.flawed(where(flawed), flaw);
    }

    private String where(long line) {
      return file.name() + " line " + line;
    }
  }
}
