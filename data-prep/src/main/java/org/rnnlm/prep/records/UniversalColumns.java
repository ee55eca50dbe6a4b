package org.rnnlm.prep.records;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/** Rows of the ten columns of CoNLL-U. */
final class UniversalColumns implements SentenceColumns {
  private static final List<String> NAMES =
      List.of("id", "form", "lemma", "upos", "xpos", "feats", "head", "deprel", "deps", "misc");
  private static final Pattern NO_WORD = Pattern.compile("\\d+-\\d+|\\d+\\.\\d+");

  private final int word;
  private final int tag;

  /**
   * @param file for messages
   * @throws DataException if the specification names no columns of this format
   */
  UniversalColumns(String file, RecordSpec spec) {
    RecordSpec named = spec.naming("form", "upos");
    this.word = column(file, named.textField(), "prepare.words-field");
    this.tag = column(file, named.tagField(), "prepare.tags-field");
  }

  private static int column(String file, String given, String key) {
    int index = NAMES.indexOf(given.toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new DataException(
          Text.format(
              "input %s has the columns %s, and %s is '%s'; set it to one of them",
              file, NAMES, key, given));
    }
    return index;
  }

  @Override
  public Optional<String> said(String line, String name) {
    String[] parts = line.substring(1).split("=", 2);
    return parts.length == 2 && parts[0].strip().equals(name)
        ? Optional.of(parts[1].strip())
        : Optional.empty();
  }

  @Override
  public boolean isComment(String line) {
    return line.startsWith("#");
  }

  @Override
  public boolean needsLineEnd() {
    return true;
  }

  @Override
  public String tagged(String line, String other) {
    String[] cells = line.split("\t", -1);
    cells[tag] = other;
    return String.join("\t", cells);
  }

  @Override
  public Optional<Tagged> read(String line, int words) throws OddRowException {
    String[] cells = line.split("\t", -1);
    if (cells.length != NAMES.size()) {
      throw new OddRowException(Flaw.CELL_COUNT);
    }
    if (NO_WORD.matcher(cells[0]).matches()) {
      return Optional.empty();
    }
    if (!cells[0].equals(String.valueOf(words + 1))) {
      throw new OddRowException(Flaw.ROW_NUMBER);
    }
    return Optional.of(new Tagged(cells[word], cells[tag]));
  }
}
