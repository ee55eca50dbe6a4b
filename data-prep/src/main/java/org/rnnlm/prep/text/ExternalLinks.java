package org.rnnlm.prep.text;

import java.util.List;

/**
 * Replaces links to other sites by their labels and takes bare addresses out of a line, cut as
 * MediaWiki's parser does: full stops and brackets behind an address are none of it. Unlike there,
 * an address that stands bare also ends where Chinese, Japanese or Korean text begins.
 */
final class ExternalLinks {

  /** Those that MediaWiki knows, as they begin an address. */
  private static final List<String> PROTOCOLS =
      List.of(
          "http://",
          "https://",
          "//",
          "ftp://",
          "mailto:",
          "ftps://",
          "bitcoin:",
          "geo:",
          "git://",
          "gopher://",
          "irc://",
          "ircs://",
          "magnet:",
          "matrix:",
          "mms://",
          "news:",
          "nntp://",
          "redis://",
          "sftp://",
          "sip:",
          "sips:",
          "sms:",
          "ssh://",
          "svn://",
          "tel:",
          "telnet://",
          "urn:",
          "worldwind://",
          "xmpp:");

  private static final int LONGEST_PROTOCOL = "worldwind".length();

  private final String line;
  private final StringBuilder out;
  private boolean noClosings;

  private ExternalLinks(String line) {
    this.line = line;
    this.out = new StringBuilder(line.length());
  }

  /** What is left out leaves {@link Line#GAP}. */
  static String shown(String line) {
    return line.indexOf('[') < 0 && !line.contains("://")
        ? line
        : new ExternalLinks(line).shown(0, line.length());
  }

  /** Returns whether an address begins at a place. */
  static boolean isAddress(CharSequence text, int from) {
    return protocolLength(text, from) > 0;
  }

  private String shown(int from, int to) {
    int done = from;
    for (int i = next(from, to); i < to; i = next(Math.max(done, i + 1), to)) {
      if (line.charAt(i) == '[') {
        done = behindLink(i, done);
      } else {
        done = behindAddress(i, done);
      }
    }
    return out.append(line, done, to).toString();
  }

  /** Returns the next bracket, or the next colon of an address. */
  private int next(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      if (c == '[' || c == ':' && line.startsWith("//", i + 1)) {
        return i;
      }
    }
    return to;
  }

  /** Behind a link in brackets; what is done if there is none. */
  private int behindLink(int bracket, int done) {
    int protocol = noClosings ? 0 : protocolLength(line, bracket + 1);
    int start = bracket + 1 + protocol;
    int end = protocol == 0 ? start : addressEnd(start);
    if (end == start) {
      return done;
    }
    int closing = line.indexOf(']', end);
    noClosings = closing < 0;
    if (noClosings) {
      return done;
    }
    out.append(line, done, bracket);
    String label = line.substring(end, closing).strip();
    if (!label.isEmpty()) {
      out.append(label.contains("://") ? new ExternalLinks(label).bare() : label);
      return closing + 1;
    }
    boolean isBracketed = endsWithBracket() && line.startsWith("]", closing + 1);
    if (isBracketed) {
      out.setLength(out.length() - 1);
    }
    out.append(Line.GAP);
    return isBracketed ? closing + 2 : closing + 1;
  }

  private boolean endsWithBracket() {
    return !out.isEmpty() && out.charAt(out.length() - 1) == '[';
  }

  private String bare() {
    int done = 0;
    for (int i = line.indexOf("://"); i >= 0; i = line.indexOf("://", Math.max(done, i + 1))) {
      done = behindAddress(i, done);
    }
    return out.append(line, done, line.length()).toString();
  }

  /** Behind a bare address; what is done if there is none. */
  private int behindAddress(int colon, int done) {
    int start = colon;
    int first = Math.max(done, colon - LONGEST_PROTOCOL);
    while (start > first && isAsciiLetter(line.charAt(start - 1))) {
      start--;
    }
    int protocol = protocolLength(line, start);
    if (start == colon || protocol == 0 || start > 0 && isWord(line.charAt(start - 1))) {
      return done;
    }
    int from = start + protocol;
    int end = withoutPunctuation(from, bareEnd(from));
    if (end == from) {
      return done;
    }
    out.append(line, done, start).append(Line.GAP);
    return end;
  }

  private static int protocolLength(CharSequence text, int from) {
    if (from >= text.length()) {
      return 0;
    }
    int first = Character.toLowerCase(text.charAt(from));
    for (String protocol : PROTOCOLS) {
      if (protocol.charAt(0) == first && startsWith(text, from, protocol)) {
        return protocol.length();
      }
    }
    return 0;
  }

  private static boolean startsWith(CharSequence text, int from, String protocol) {
    if (text.length() - from < protocol.length()) {
      return false;
    }
    for (int i = 1; i < protocol.length(); i++) {
      char c = text.charAt(from + i);
      if ((c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c) != protocol.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Behind the longest address that starts at a place. */
  private int addressEnd(int start) {
    int end = behindHost(start);
    while (end < line.length() && isOfAddress(end)) {
      end++;
    }
    return end;
  }

  private int bareEnd(int start) {
    int end = behindHost(start);
    while (end < line.length()
        && isOfAddress(end)
        && !isEastAsian(line.charAt(end))
        && !(line.charAt(end) == '&' && endsAddress(end))) {
      end++;
    }
    return end;
  }

  /** Behind an IPv6 host in brackets; its place if there is none. */
  private int behindHost(int start) {
    if (!line.startsWith("[", start)) {
      return start;
    }
    int host = start + 1;
    while (host < line.length() && isOfHost(line.charAt(host))) {
      host++;
    }
    return host > start + 1 && line.startsWith("]", host) ? host + 1 : start;
  }

  /** Returns whether the character named here is a space or an angle bracket. */
  private boolean endsAddress(int ampersand) {
    int semicolon = line.indexOf(';', ampersand);
    if (semicolon < 0 || semicolon > ampersand + 8) {
      return false;
    }
    String named = Entities.decode(line.substring(ampersand, semicolon + 1));
    return named.equals("<") || named.equals(">") || named.equals("\u00a0");
  }

  private int withoutPunctuation(int start, int end) {
    boolean opens = line.substring(start, end).indexOf('(') >= 0;
    String punctuation = opens ? ",;.:!?\\" : ",;.:!?\\)";
    int last = end;
    while (last > start && punctuation.indexOf(line.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
  }

  private static boolean isOfHost(char c) {
    return c == ':' || c == '.' || Character.digit(c, 16) >= 0;
  }

  private boolean isOfAddress(int place) {
    char c = line.charAt(place);
    return c > ' '
        && "[]<>\"\u007f\ufffd".indexOf(c) < 0
        && c != Line.GAP
        && !Literal.isHidden(c)
        && (c < 0x80 || !Character.isSpaceChar(c))
        && !(c == '\'' && line.startsWith("''", place));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) && !isEastAsian(c);
  }

  /** Ideographs, syllables and the punctuation between them. */
  private static boolean isEastAsian(char c) {
    return c >= '\u1100' && c <= '\u11ff'
        || c >= '\u2e80' && c <= '\ud7ff'
        || c >= '\uf900' && c <= '\ufaff'
        || c >= '\ufe30' && c <= '\ufe4f'
        || c >= '\uff00' && c <= '\uffef';
  }

  private static boolean isAsciiLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
