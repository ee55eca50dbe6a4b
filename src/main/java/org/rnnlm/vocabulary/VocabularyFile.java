package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.rnnlm.io.DataException;

/**
 * {@code vocabulary.tsv}: a first line with format version, kind of tokens, lower-casing and, if
 * there is one, normalization, then a line a token in the order of ids: the token, a tab, its
 * count. In tokens a backslash, tab, line feed and carriage return are written {@code \\ \t \n \r}.
 */
public final class VocabularyFile {
  /** The file's usual name. */
  public static final String NAME = "vocabulary.tsv";

  private static final String MAGIC = "#rnnlm-vocabulary";
  private static final String VERSION = "1";
  private static final String NORMALIZE = "\tnormalize=";

  private VocabularyFile() {}

  public static String format(Vocabulary vocabulary) {
    StringBuilder text = new StringBuilder(header(vocabulary.spec()));
    for (Vocabulary.Entry entry : vocabulary.entries()) {
      text.append(escape(entry.token())).append('\t').append(entry.count()).append('\n');
    }
    return text.toString();
  }

  /** What the fingerprint is taken of: the file without its counts. */
  static String identity(Vocabulary vocabulary) {
    StringBuilder text = new StringBuilder(header(vocabulary.spec()));
    vocabulary.entries().forEach(entry -> text.append(escape(entry.token())).append('\n'));
    return text.toString();
  }

  private static String header(TokenSpec spec) {
    return MAGIC
        + '\t'
        + VERSION
        + '\t'
        + spec.kind().name().toLowerCase(Locale.ROOT)
        + "\tlower-case="
        + spec.lowerCase()
        + normalizationField(spec.normalization())
        + '\n';
  }

  private static String normalizationField(Normalization normalization) {
    return normalization == Normalization.NONE
        ? ""
        : NORMALIZE + normalization.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param origin the file's path, for messages
   * @throws DataException naming the file and the line that is wrong
   */
  public static Vocabulary parse(String text, String origin) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith(MAGIC + '\t')) {
      throw new DataException(origin + ": line 1 is not the first line of a vocabulary");
    }
    TokenSpec spec = parseHeader(lines.get(0).split("\t", -1), origin);
    List<Vocabulary.Entry> entries = new ArrayList<>(lines.size());
    Set<String> tokens = new HashSet<>(lines.size() * 2);
    for (int i = 1; i < lines.size(); i++) {
      String where = origin + ": line " + (i + 1);
      Vocabulary.Entry entry = parseEntry(lines.get(i), where);
      if (i > Vocabulary.SPECIALS.size() && !tokens.add(entry.token())) {
        throw new DataException(where + ": token '" + entry.token() + "' occurs twice");
      }
      entries.add(entry);
    }
    if (!shown(entries).equals(Vocabulary.SPECIALS)) {
      throw new DataException(
          origin + ": lines 2 to 5 must be the specials " + Vocabulary.SPECIALS);
    }
    return new Vocabulary(spec, entries);
  }

  private static List<String> shown(List<Vocabulary.Entry> entries) {
    return entries.stream().limit(Vocabulary.SPECIALS.size()).map(Vocabulary.Entry::token).toList();
  }

  private static TokenSpec parseHeader(String[] fields, String origin) {
    if (fields.length < 4 || fields.length > 5 || !fields[1].equals(VERSION)) {
      throw new DataException(
          origin
              + ": line 1 is of a version that this program does not know; it reads version "
              + VERSION);
    }
    return new TokenSpec(
        parseKind(fields[2], origin),
        switch (fields[3]) {
          case "lower-case=true" -> true;
          case "lower-case=false" -> false;
          default ->
              throw new DataException(
                  origin + ": line 1: '" + fields[3] + "' is not 'lower-case=true' or '…=false'");
        },
        fields.length == 4 ? Normalization.NONE : parseNormalization(fields[4], origin));
  }

  private static Normalization parseNormalization(String field, String origin) {
    for (Normalization normalization : Normalization.values()) {
      if (normalizationField(normalization).equals('\t' + field)) {
        return normalization;
      }
    }
    throw new DataException(origin + ": line 1: '" + field + "' is not 'normalize=nfc'");
  }

  private static TokenKind parseKind(String kind, String origin) {
    try {
      return TokenKind.valueOf(kind.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new DataException(origin + ": line 1: kind of tokens '" + kind + "' is not known", e);
    }
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

  private static String escape(String token) {
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
