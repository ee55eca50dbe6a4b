package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into the words that no subword crosses, as GPT-2 does (Radford et al. 2019), by hand in
 * place of its regular expression
 *
 * <pre>{@code 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+}</pre>
 *
 * <p>A word has the space before it. Nothing is lost: the words joined are the text.
 */
final class PreTokenizer implements Tokenizer {
  private static final byte SPACE = 0;
  private static final byte LETTER = 1;
  private static final byte NUMBER = 2;
  private static final byte OTHER = 3;
  private static final byte[] KINDS = kinds(); // of the characters of one code unit

  private final Digits digits;

  /**
   * @param digits cut off one by one if they are to be {@link Digits#SPLIT}: a space before one is
   *     a word of its own then, as in the tokenizers that read {@link TokenizerJson}
   */
  PreTokenizer(Digits digits) {
    this.digits = digits;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[Character.MIN_SUPPLEMENTARY_CODE_POINT];
    for (int c = 0; c < kinds.length; c++) {
      kinds[c] = kindOf(c);
    }
    return kinds;
  }

  private static byte kindOf(int codePoint) {
    if (UCharacter.isUWhiteSpace(codePoint)) {
      return SPACE;
    }
    return switch (UCharacter.getType(codePoint)) {
      case UCharacterCategory.UPPERCASE_LETTER,
          UCharacterCategory.LOWERCASE_LETTER,
          UCharacterCategory.TITLECASE_LETTER,
          UCharacterCategory.MODIFIER_LETTER,
          UCharacterCategory.OTHER_LETTER ->
          LETTER;
      case UCharacterCategory.DECIMAL_DIGIT_NUMBER,
          UCharacterCategory.LETTER_NUMBER,
          UCharacterCategory.OTHER_NUMBER ->
          NUMBER;
      default -> OTHER;
    };
  }

  private static byte kind(int codePoint) {
    return codePoint < KINDS.length ? KINDS[codePoint] : kindOf(codePoint);
  }

  @Override
  public List<String> tokens(String text) {
    List<String> words = new ArrayList<>(text.length() / 4);
    if (digits != Digits.SPLIT) {
      add(words, text, 0, text.length());
      return words;
    }
    int from = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int end = i + Character.charCount(codePoint);
      if (kind(codePoint) == NUMBER) {
        add(words, text, from, i);
        words.add(text.substring(i, end));
        from = end;
      }
      i = end;
    }
    add(words, text, from, text.length());
    return words;
  }

  /** Adds the words of a stretch that is cut as if there was nothing around it. */
  private static void add(List<String> words, String text, int from, int to) {
    for (int start = from; start < to; ) {
      int end = end(text, start, to);
      words.add(text.substring(start, end));
      start = end;
    }
  }

  private static int end(String text, int from, int to) {
    char first = text.charAt(from);
    if (first == '\'') {
      int contraction = contraction(text, from + 1, to);
      if (contraction > 0) {
        return from + 1 + contraction;
      }
    }
    int start = first == ' ' && from + 1 < to ? from + 1 : from;
    byte kind = kind(text.codePointAt(start));
    if (kind != SPACE) {
      return runEnd(text, start, to, kind);
    }
    int end = runEnd(text, from, to, SPACE);
    boolean lastIsTheNextWords = end < to && end - from > 1;
    return lastIsTheNextWords ? end - 1 : end;
  }

  /** Returns how many letters of an English contraction stand behind its apostrophe. */
  private static int contraction(String text, int from, int to) {
    char one = from < to ? text.charAt(from) : 0;
    char two = from + 1 < to ? text.charAt(from + 1) : 0;
    return switch (one) {
      case 's', 't', 'm', 'd' -> 1;
      case 'r', 'v' -> two == 'e' ? 2 : 0;
      case 'l' -> two == 'l' ? 2 : 0;
      default -> 0;
    };
  }

  private static int runEnd(String text, int from, int to, byte kind) {
    int end = from;
    while (end < to) {
      int codePoint = text.codePointAt(end);
      if (kind(codePoint) != kind) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  @Override
  public String join(List<String> tokens) {
    return String.join("", tokens);
  }
}
