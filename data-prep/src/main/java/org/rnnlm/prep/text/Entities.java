package org.rnnlm.prep.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The named and numbered characters of HTML. */
final class Entities {

  private static final String RESOURCE = "entities.txt";

  /** How long names and numbers may be, without the ampersand. */
  private static final int LONGEST = 40;

  /** What numbers between 128 and 159 mean in browsers, which is what their authors saw. */
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static final Map<String, String> NAMED = read();

  private Entities() {}

  /**
   * Returns the text with its entities, named and numbered, replaced by what they stand for.
   * Numbers of control characters and of half characters are left out; numbers that are no code
   * point and names that HTML does not know stay as they are.
   */
  static String decode(String text) {
    int ampersand = text.indexOf('&');
    if (ampersand < 0) {
      return text;
    }
    StringBuilder decoded = new StringBuilder(text.length());
    int done = 0;
    for (; ampersand >= 0; ampersand = text.indexOf('&', ampersand + 1)) {
      int end = end(text, ampersand + 1);
      String character = end < 0 ? null : character(text.substring(ampersand + 1, end));
      if (character != null) {
        decoded.append(text, done, ampersand).append(character);
        done = end + 1;
      }
    }
    return decoded.append(text, done, text.length()).toString();
  }

  /** Returns the place of the semicolon behind letters and digits; -1 if none follows. */
  private static int end(String text, int from) {
    int end = text.startsWith("#", from) ? from + 1 : from;
    int latest = Math.min(text.length(), from + LONGEST);
    while (end < latest && isAsciiLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end < latest && text.charAt(end) == ';' ? end : -1;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  /** Null for what is no entity. */
  private static String character(String entity) {
    if (!entity.startsWith("#")) {
      return NAMED.get(entity);
    }
    boolean hexadecimal = entity.startsWith("x", 1) || entity.startsWith("X", 1);
    int number = number(entity, hexadecimal ? 2 : 1, hexadecimal ? 16 : 10);
    return number < 0 ? null : character(number);
  }

  /** Returns the code point of a number; -1 where it is none. */
  private static int number(String entity, int from, int radix) {
    int number = from < entity.length() ? 0 : -1;
    for (int i = from; i < entity.length() && number >= 0; i++) {
      int digit = Character.digit(entity.charAt(i), radix);
      number = digit < 0 || number > Character.MAX_CODE_POINT ? -1 : number * radix + digit;
    }
    return number > Character.MAX_CODE_POINT ? -1 : number;
  }

  private static String character(int codePoint) {
    if (codePoint >= 0x80 && codePoint < 0xa0) {
      String windows = new String(new byte[] {(byte) codePoint}, WINDOWS);
      return isReadable(windows.codePointAt(0)) ? windows : "";
    }
    return isReadable(codePoint) ? Character.toString(codePoint) : "";
  }

  /** Neither a control character, half a character, nor one of those that no text has. */
  private static boolean isReadable(int codePoint) {
    boolean isSpace = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
    boolean isNoCharacter =
        codePoint >= 0xfdd0 && codePoint <= 0xfdef || (codePoint & 0xfffe) == 0xfffe;
    return isSpace
        || !Character.isISOControl(codePoint)
            && codePoint != '\ufffd'
            && Character.getType(codePoint) != Character.SURROGATE
            && !isNoCharacter;
  }

  private static Map<String, String> read() {
    try (InputStream in = Entities.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, String> named = new HashMap<>();
      lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(line, named));
      return Map.copyOf(named);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  private static void add(String line, Map<String, String> named) {
    String[] parts = line.split(" ");
    StringBuilder character = new StringBuilder();
    for (int i = 1; i < parts.length; i++) {
      character.appendCodePoint(Integer.parseInt(parts[i], 16));
    }
    named.put(parts[0], character.toString());
  }
}
