package org.rnnlm.vocabulary;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A visible character for each byte, as GPT-2 has them, so that any bytes can be shown, stored and
 * compared as text: printable Latin-1 characters stand for themselves, the others for U+0100 and
 * those that follow; a space is {@code Ġ}, a line's end {@code Ċ}.
 */
final class ByteAlphabet {
  private static final int BYTES = 256;
  private static final char[] CHARACTERS = characters(); // of each byte
  private static final int[] VALUES = values(); // of each character; -1 for none

  private ByteAlphabet() {}

  private static char[] characters() {
    char[] characters = new char[BYTES];
    char next = BYTES;
    for (int value = 0; value < BYTES; value++) {
      characters[value] = isPrintable(value) ? (char) value : next++;
    }
    return characters;
  }

  private static boolean isPrintable(int value) {
    return value > ' ' && value < 0x7f || value > 0xa0 && value != 0xad;
  }

  private static int[] values() {
    int[] values = new int[2 * BYTES];
    Arrays.fill(values, -1);
    for (int value = 0; value < BYTES; value++) {
      values[CHARACTERS[value]] = value;
    }
    return values;
  }

  /** Returns all characters, rising, each as a token. */
  static List<String> tokens() {
    char[] sorted = CHARACTERS.clone();
    Arrays.sort(sorted);
    return new String(sorted).chars().mapToObj(Character::toString).toList();
  }

  /**
   * Returns the UTF-8 form of a text; an unpaired surrogate, which has none, is written as U+FFFD.
   */
  static String write(String text) {
    StringBuilder written = new StringBuilder(text.length() * 2);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint < 0x80) {
        written.append(CHARACTERS[codePoint]);
        continue;
      }
      boolean unpaired =
          codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      String character = unpaired ? "\uFFFD" : Character.toString(codePoint);
      for (byte value : character.getBytes(StandardCharsets.UTF_8)) {
        written.append(CHARACTERS[value & 0xff]);
      }
    }
    return written.toString();
  }

  /**
   * Returns the text of bytes. What is no UTF-8, such as a character cut short, becomes U+FFFD;
   * characters that stand for no byte stand for themselves.
   */
  static String read(CharSequence written) {
    return new String(bytes(written), StandardCharsets.UTF_8);
  }

  /** Returns the bytes; characters that stand for none as their UTF-8. */
  static byte[] bytes(CharSequence written) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      int value = c < VALUES.length ? VALUES[c] : -1;
      if (value >= 0) {
        bytes.write(value);
      } else {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
