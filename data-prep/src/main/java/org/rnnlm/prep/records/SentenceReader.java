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
  private final StoredInput file;
  private final RecordSpec spec;
  private final SentenceColumns columns;
  private SentenceLines lines; // null before the first one
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
        lines = SentenceLines.of(file, spec);
        ahead = sentence();
      }
      return ahead.isPresent();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private DataException unreadable(IOException e) {
    return new DataException(
        Text.format(
            "input %s cannot be read beyond line %d: %s; restore a whole copy",
            file.name(), lines == null ? 0 : lines.number(), e.getMessage()),
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
    while (lines.next()) {
      if (!lines.isBlank()) {
        rows.addLine();
      } else if (rows.any()) {
        return Optional.of(rows.record());
      }
    }
    if (rows.any() && lines.isCut() && columns.needsLineEnd()) {
      rows.flaw(Flaw.CUT_OFF);
    }
    return rows.any() ? Optional.of(rows.record()) : Optional.empty();
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
        flawed = lines.number();
      }
    }

    void addLine() {
      Optional<String> text = lines.text();
      if (text.isPresent() && columns.isComment(text.get())) {
        comment(text.get());
        return;
      }
      first = first == 0 ? lines.number() : first;
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
