package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rnnlm.io.DataException;

/**
 * {@code vocabulary.tsv}: a first line with format version, kind of tokens, lower-casing and, where
 * they are not left alone, normalization and digits; then a line a token in the order of ids: the
 * token, a tab, its count. In tokens a backslash, tab, line feed and carriage return are written
 * {@code \\ \t \n \r}.
 *
 * <p>Subwords are written in the alphabet of bytes (see {@link TokenizerJson}), without escapes. A
 * merged one has a third column, the two tokens that it is made of with a space between them.
 */
public final class VocabularyFile {
  /** The file's usual name. */
  public static final String NAME = "vocabulary.tsv";

  private VocabularyFile() {}

  public static String format(Vocabulary vocabulary) {
    return format(vocabulary, true);
  }

  /** Returns what the fingerprint is taken of: the file without its counts. */
  static String identity(Vocabulary vocabulary) {
    return format(vocabulary, false);
  }

  private static String format(Vocabulary vocabulary, boolean withCounts) {
    StringBuilder text = new StringBuilder(VocabularyHeader.format(vocabulary.spec()));
    for (int id = 0; id < vocabulary.size(); id++) {
      Vocabulary.Entry entry = vocabulary.entries().get(id);
      String count = withCounts ? "\t" + entry.count() : "";
      text.append(
              isSubword(vocabulary.spec(), id)
                  ? SubwordLines.format(vocabulary, id, count)
                  : escape(entry.token()) + count)
          .append('\n');
    }
    return text.toString();
  }

  private static boolean isSubword(TokenSpec spec, int id) {
    return spec.kind() == TokenKind.SUBWORDS && id >= Vocabulary.SPECIALS.size();
  }

  /**
   * @param origin the file's path, for messages
   * @throws DataException naming the file and the line that is wrong
   */
  public static Vocabulary parse(String text, String origin) {
    List<String> lines = text.lines().toList();
    TokenSpec spec = VocabularyHeader.parse(lines.isEmpty() ? "" : lines.get(0), origin);
    List<Vocabulary.Entry> entries = new ArrayList<>(lines.size());
    Set<String> tokens = new HashSet<>(lines.size() * 2);
    SubwordLines subwords = new SubwordLines();
    for (int i = 1; i < lines.size(); i++) {
      String where = origin + ": line " + (i + 1);
      Vocabulary.Entry entry =
          isSubword(spec, entries.size())
              ? subwords.read(lines.get(i), where)
              : parseEntry(lines.get(i), where);
      if (i > Vocabulary.SPECIALS.size() && !tokens.add(entry.token())) {
        throw new DataException(where + ": token '" + entry.token() + "' occurs twice");
      }
      entries.add(entry);
    }
    if (!shown(entries).equals(Vocabulary.SPECIALS)) {
      throw new DataException(
          origin + ": lines 2 to 5 must be the specials " + Vocabulary.SPECIALS);
    }
    return new Vocabulary(
        spec, entries, spec.kind() == TokenKind.SUBWORDS ? subwords.merges(origin) : List.of());
  }

  private static List<String> shown(List<Vocabulary.Entry> entries) {
    return entries.stream().limit(Vocabulary.SPECIALS.size()).map(Vocabulary.Entry::token).toList();
  }

  private static Vocabulary.Entry parseEntry(String line, String where) {
    int tab = line.lastIndexOf('\t');
    try {
      if (tab < 0) {
        throw new IllegalArgumentException("no tab");
      }
      return new Vocabulary.Entry(
          unescape(line.substring(0, tab)), Long.parseLong(line.substring(tab + 1)));
    } catch (IllegalArgumentException e) {
      throw new DataException(where + " is not 'token<tab>count': " + line, e);
    }
  }

  /** Returns a token or text so that it has neither tabs nor ends of lines. */
  public static String escape(String token) {
    return token
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private static String unescape(String text) {
    StringBuilder token = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        token.append(c);
        continue;
      }
      char escaped = ++i < text.length() ? text.charAt(i) : 0;
      token.append(
          switch (escaped) {
            case '\\' -> '\\';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> throw new IllegalArgumentException("backslash before '" + escaped + "'");
          });
    }
    return token.toString();
  }
}
