package org.rnnlm.prep.records;

import java.util.Optional;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/** Rows of as many columns as the file's first one has, at least two where tags are read. */
final class PlainColumns implements SentenceColumns {
  private static final String LAST = "last";
  private static final String DOCUMENT = "-DOCSTART-";
  private static final int LAST_COLUMN = 0;

  private final String file;
  private final int word; // from 1
  private final int tag; // from 1, or LAST_COLUMN
  private final boolean wordsAlone;
  private int columns; // 0 before the first row

  /**
   * @param file for messages
   * @throws DataException if the specification names no columns of this format
   */
  PlainColumns(String file, RecordSpec spec) {
    this(file, spec, false);
  }

  private PlainColumns(String file, RecordSpec spec, boolean wordsAlone) {
    RecordSpec named = spec.naming("1", LAST);
    this.wordsAlone = wordsAlone;
    this.file = file;
    this.word = column(named.textField(), "prepare.words-field");
    this.tag = wordsAlone ? LAST_COLUMN : column(named.tagField(), "prepare.tags-field");
    if (spec.hasId() || spec.hasTitle()) {
      throw new DataException(
          Text.format(
              "input %s has no ids and no titles; set prepare.id-field and prepare.title-field to"
                  + " nothing",
              file));
    }
  }

  /** Makes the columns of a file that may have words alone: where it has tags is not asked. */
  static PlainColumns ofWords(String file, RecordSpec spec) {
    return new PlainColumns(file, spec, true);
  }

  private int column(String given, String key) {
    if (given.equals(LAST)) {
      return LAST_COLUMN;
    }
    if (!given.matches("[1-9]\\d{0,3}")) {
      throw new DataException(
          Text.format(
              "input %s has columns by number, and %s is '%s'; give a number from 1 on, or last",
              file, key, given));
    }
    return Integer.parseInt(given);
  }

  @Override
  public Optional<String> said(String line, String name) {
    return Optional.empty();
  }

  @Override
  public boolean isComment(String line) {
    return line.startsWith(DOCUMENT);
  }

  @Override
  public boolean needsLineEnd() {
    return false;
  }

  @Override
  public String tagged(String line, String other) {
    return line + (line.indexOf('\t') >= 0 ? '\t' : ' ') + other;
  }

  @Override
  public Optional<Tagged> read(String line, int words) throws OddRowException {
    String[] cells = line.indexOf('\t') >= 0 ? line.split("\t", -1) : line.strip().split(" +");
    if (columns == 0) {
      requireColumns(cells.length);
      columns = cells.length;
    }
    if (cells.length != columns) {
      throw new OddRowException(Flaw.CELL_COUNT);
    }
    return Optional.of(new Tagged(cell(cells, word), cell(cells, tag)));
  }

  private static String cell(String[] cells, int column) {
    return cells[column == LAST_COLUMN ? cells.length - 1 : column - 1];
  }

  private void requireColumns(int found) {
    if (wordsAlone && word > found) {
      throw new DataException(
          Text.format(
              "the first row of input %s has %d columns, with tabs or spaces between them; words"
                  + " are asked of column %d: set prepare.words-field",
              file, found, word));
    }
    if (!wordsAlone && (found < 2 || word > found || tag > found)) {
      throw new DataException(
          Text.format(
              "the first row of input %s has %d columns, with tabs or spaces between them; words"
                  + " are asked of column %s and tags of %s: set prepare.words-field and"
                  + " prepare.tags-field",
              file, found, name(word), name(tag)));
    }
  }

  private static String name(int column) {
    return column == LAST_COLUMN ? LAST : String.valueOf(column);
  }
}
