package org.rnnlm.vocabulary;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
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
  public void cut(String text, Sink sink) {
    char[] characters = text.toCharArray();
    int from = 0;
    for (int i = 0; digits == Digits.SPLIT && i < characters.length; ) {
      int codePoint = Character.codePointAt(characters, i);
      int end = i + Character.charCount(codePoint);
      if (kind(codePoint) == NUMBER) {
        cut(characters, from, i, sink);
        sink.token(characters, i, end);
        from = end;
      }
      i = end;
    }
    cut(characters, from, characters.length, sink);
  }

  /** Cuts a stretch as if there was nothing around it. */
  private static void cut(char[] text, int from, int to, Sink sink) {
    for (int start = from; start < to; ) {
      int end = end(text, start, to);
      sink.token(text, start, end);
      start = end;
    }
  }

  private static int end(char[] text, int from, int to) {
    char first = text[from];
    if (first == '\'') {
      int contraction = contraction(text, from + 1, to);
      if (contraction > 0) {
        return from + 1 + contraction;
      }
    }
    int start = first == ' ' && from + 1 < to ? from + 1 : from;
    byte kind = kind(Character.codePointAt(text, start));
    if (kind != SPACE) {
      return runEnd(text, start, to, kind);
    }
    int end = runEnd(text, from, to, SPACE);
    boolean lastIsTheNextWords = end < to && end - from > 1;
    return lastIsTheNextWords ? end - 1 : end;
  }

  /** Returns how many letters of an English contraction stand behind its apostrophe. */
  private static int contraction(char[] text, int from, int to) {
    char one = from < to ? text[from] : 0;
    char two = from + 1 < to ? text[from + 1] : 0;
    return switch (one) {
      case 's', 't', 'm', 'd' -> 1;
      case 'r', 'v' -> two == 'e' ? 2 : 0;
      case 'l' -> two == 'l' ? 2 : 0;
      default -> 0;
    };
  }

  private static int runEnd(char[] text, int from, int to, byte kind) {
    int end = from;
    while (end < to) {
      int codePoint = Character.codePointAt(text, end);
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
