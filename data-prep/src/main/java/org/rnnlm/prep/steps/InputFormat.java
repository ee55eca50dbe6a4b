package org.rnnlm.prep.steps;

import java.util.Locale;
import java.util.Optional;

/** What input files hold. */
public enum InputFormat {
  /** A MediaWiki XML dump, compressed or not. */
  MEDIAWIKI(".*\\.xml(-p\\d+p\\d+)?(\\.(bz2|gz|zst|7z))?"),
  /** Plain UTF-8 text; a file is one article. */
  TEXT(".*\\.txt"),
  /** A JSON object a line, with a field that is an article's text; compressed or not. */
  JSON_LINES(".*\\.(jsonl|ndjson)(\\.(bz2|gz|zst))?"),
  /** Parquet files with a column of articles' texts. */
  PARQUET(".*\\.parquet"),
  /**
   * Comma-separated values with a row of names and a column of articles' texts; compressed or not.
   */
  CSV(".*\\.csv(\\.(bz2|gz|zst))?"),
  /** A pair a line, a tab between source and target; compressed or not. */
  TSV(".*\\.tsv(\\.(bz2|gz|zst))?");

  private final String names;

  /**
   * @param names a regular expression of the files' names
   */
  InputFormat(String names) {
    this.names = names;
  }

  /** As settings name it: {@code json-lines}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether an article is one of many records of a file, which may be flawed. */
  boolean hasRecords() {
    return this == JSON_LINES || this == PARQUET || this == CSV || this == TSV;
  }

  /** The format that a file's name tells, if it does. */
  static Optional<InputFormat> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (InputFormat format : values()) {
      if (name.matches(format.names) && !isIndex(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a file is the index of a multistream dump, which lies beside it: the dump is read
   * without.
   */
  static boolean isIndex(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).matches(".*-index\\d*\\.txt(-p\\d+p\\d+)?(\\.bz2)?");
  }
}
