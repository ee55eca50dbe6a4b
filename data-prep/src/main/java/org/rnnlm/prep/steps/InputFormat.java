package org.rnnlm.prep.steps;

import java.util.Locale;
import java.util.Optional;

/** What input files hold. */
public enum InputFormat {
  /** A MediaWiki XML dump, compressed or not. */
  MEDIAWIKI,
  /** Plain UTF-8 text; a file is one article. */
  TEXT;

  /** The format that a file's name tells, if it does. */
  static Optional<InputFormat> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.matches(".*\\.xml(-p\\d+p\\d+)?(\\.(bz2|gz|zst|7z))?")) {
      return Optional.of(MEDIAWIKI);
    }
    return name.endsWith(".txt") && !isIndex(name) ? Optional.of(TEXT) : Optional.empty();
  }

  /**
   * Whether a file is the index of a multistream dump, which lies beside it: the dump is read
   * without.
   */
  static boolean isIndex(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).matches(".*-index\\d*\\.txt(-p\\d+p\\d+)?(\\.bz2)?");
  }
}
