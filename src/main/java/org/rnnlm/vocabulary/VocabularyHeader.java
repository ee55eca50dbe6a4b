package org.rnnlm.vocabulary;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rnnlm.io.DataException;
import org.rnnlm.io.NewerFormatException;

/**
 * The first line of {@code vocabulary.tsv}: format version, kind of tokens, lower-casing and, where
 * they are not left alone, normalization and digits.
 */
final class VocabularyHeader {
  private static final String MAGIC = "#rnnlm-vocabulary";
  private static final String VERSION = "1";
  private static final String NORMALIZE = "normalize=";
  private static final String DIGITS = "digits=";

  private VocabularyHeader() {}

  static String format(TokenSpec spec) {
    StringBuilder line =
        new StringBuilder(MAGIC)
            .append('\t')
            .append(VERSION)
            .append('\t')
            .append(name(spec.kind()))
            .append("\tlower-case=")
            .append(spec.lowerCase());
    if (spec.normalization() != Normalization.NONE) {
      line.append('\t').append(NORMALIZE).append(name(spec.normalization()));
    }
    if (spec.digits() != Digits.KEEP) {
      line.append('\t').append(DIGITS).append(name(spec.digits()));
    }
    return line.append('\n').toString();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param origin the file's path, for messages
   */
  static TokenSpec parse(String line, String origin) {
    if (!line.startsWith(MAGIC + '\t')) {
      throw new DataException(origin + ": line 1 is not the first line of a vocabulary");
    }
    List<String> fields = Arrays.asList(line.split("\t", -1));
    if (fields.size() < 4 || !fields.get(1).equals(VERSION)) {
      throw ofAnotherVersion(origin);
    }
    TokenKind kind = parse(TokenKind.class, "", fields.get(2), origin);
    boolean lowerCase = parseLowerCase(fields.get(3), origin);
    int next = 4;
    Normalization normalization = Normalization.NONE;
    if (next < fields.size() && fields.get(next).startsWith(NORMALIZE)) {
      normalization = parse(Normalization.class, NORMALIZE, fields.get(next++), origin);
    }
    Digits digits = Digits.KEEP;
    if (next < fields.size() && fields.get(next).startsWith(DIGITS)) {
      digits = parse(Digits.class, DIGITS, fields.get(next++), origin);
    }
    if (next < fields.size()) {
      throw ofAnotherVersion(origin);
    }
    return spec(kind, lowerCase, normalization, digits, origin);
  }

  private static TokenSpec spec(
      TokenKind kind,
      boolean lowerCase,
      Normalization normalization,
      Digits digits,
      String origin) {
    try {
      return new TokenSpec(kind, lowerCase, normalization, digits);
    } catch (IllegalArgumentException e) {
      throw new DataException(origin + ": line 1: " + e.getMessage(), e);
    }
  }

  private static <E extends Enum<E>> E parse(
      Class<E> type, String prefix, String field, String origin) {
    List<String> known =
        Arrays.stream(type.getEnumConstants()).map(value -> prefix + name(value)).toList();
    int index = known.indexOf(field);
    if (index < 0) {
      throw new DataException(origin + ": line 1: '" + field + "' is none of " + known);
    }
    return type.getEnumConstants()[index];
  }

  private static DataException ofAnotherVersion(String origin) {
    return new NewerFormatException(
        origin
            + ": line 1 is of a version that this program does not know; it reads version "
            + VERSION);
  }

  private static boolean parseLowerCase(String field, String origin) {
    return switch (field) {
      case "lower-case=true" -> true;
      case "lower-case=false" -> false;
      default ->
          throw new DataException(
              origin + ": line 1: '" + field + "' is not 'lower-case=true' or '…=false'");
    };
  }
}
