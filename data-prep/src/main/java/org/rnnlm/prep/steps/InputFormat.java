package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnlm.prep.records.RecordFormat;
import org.rnnlm.prep.records.RecordFormats;

/** What input files hold: a MediaWiki XML dump, plain text, or one of the formats of records. */
public final class InputFormat {
  private static final String COMPRESSED = "(\\.(bz2|gz|zst))?";

  static final InputFormat MEDIAWIKI =
      new InputFormat(
          "mediawiki",
          InputContent.PAGES,
          ".*\\.xml(-p\\d+p\\d+)?(\\.(bz2|gz|zst|7z))?",
          ".xml[.bz2|.gz|.zst|.7z]",
          Optional.empty());
  static final InputFormat TEXT =
      new InputFormat(
          "text",
          InputContent.TEXT,
          ".*\\.txt" + COMPRESSED,
          ".txt[.bz2|.gz|.zst]",
          Optional.empty());

  private static final List<InputFormat> ALL =
      Stream.concat(
              Stream.of(MEDIAWIKI, TEXT), RecordFormats.all().stream().map(InputFormat::ofRecords))
          .toList();

  private final String key;
  private final InputContent content;
  private final String names;
  private final String endings;
  private final Optional<RecordFormat> records;

  /**
   * @param names a regular expression of the files' names, in lower case
   * @param endings how the names end, for people
   */
  private InputFormat(
      String key,
      InputContent content,
      String names,
      String endings,
      Optional<RecordFormat> records) {
    this.key = key;
    this.content = content;
    this.names = names;
    this.endings = endings;
    this.records = records;
  }

  private static InputFormat ofRecords(RecordFormat format) {
    String names =
        format.endings().stream()
            .map(ending -> ending.replace(".", "\\."))
            .collect(Collectors.joining("|", ".*(", ")"));
    String endings = String.join(", ", format.endings());
    return new InputFormat(
        format.key(),
        InputContent.RECORDS,
        format.mayBeCompressed() ? names + COMPRESSED : names,
        format.mayBeCompressed() ? endings + "[.bz2|.gz|.zst]" : endings,
        Optional.of(format));
  }

  /** Returns the names of all formats, as settings have them. */
  public static List<String> keys() {
    return ALL.stream().map(InputFormat::key).toList();
  }

  /** Returns the format of a name, if there is one. */
  public static Optional<InputFormat> of(String key) {
    return ALL.stream().filter(format -> format.key.equals(key)).findFirst();
  }

  /** Returns the format that a file's name tells, if it does. */
  static Optional<InputFormat> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(format -> name.matches("(?s)" + format.names) && !isIndex(name)) // lines in names
        .findFirst();
  }

  /** Returns how the names of all formats' files end, for people. */
  static String endings() {
    return ALL.stream().map(format -> format.endings).collect(Collectors.joining(", "));
  }

  /**
   * Returns whether a file is the index of a multistream dump, which lies beside it: the dump is
   * read without.
   */
  static boolean isIndex(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).matches(".*-index\\d*\\.txt(-p\\d+p\\d+)?(\\.bz2)?");
  }

  /** As settings name it: {@code json-lines}. */
  String key() {
    return key;
  }

  InputContent content() {
    return content;
  }

  /**
   * Returns how its records are read.
   *
   * @throws IllegalStateException if it has none
   */
  RecordFormat records() {
    return records.orElseThrow(
        () -> new IllegalStateException("format " + key + " has no records"));
  }

  @Override
  public String toString() {
    return key;
  }
}
