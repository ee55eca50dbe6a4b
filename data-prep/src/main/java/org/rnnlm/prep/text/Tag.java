package org.rnnlm.prep.text;

import java.util.Locale;
import java.util.Optional;

/**
 * A tag as it stands in markup.
 *
 * @param name in lower case
 * @param start of its {@code <}
 * @param end behind its {@code >}
 */
record Tag(Tags.Kind kind, String name, boolean closing, boolean empty, int start, int end) {

  private static final int LONGEST_NAME = 20;

  /**
   * Returns the tag that begins at a place, if one does: a name that MediaWiki knows, then
   * attributes, whose values may have a {@code >} in quotes, but never a {@code <}.
   */
  static Optional<Tag> at(String markup, int start) {
    boolean closing = markup.startsWith("/", start + 1);
    int nameStart = closing ? start + 2 : start + 1;
    int nameEnd = nameEnd(markup, nameStart);
    if (nameEnd == nameStart || nameEnd >= markup.length() || !endsName(markup.charAt(nameEnd))) {
      return Optional.empty();
    }
    String name = markup.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    Optional<Tags.Kind> kind = Tags.kind(name);
    int close = kind.isEmpty() ? -1 : close(markup, nameEnd);
    if (close < 0) {
      return Optional.empty();
    }
    boolean empty = markup.charAt(close - 1) == '/';
    return Optional.of(new Tag(kind.get(), name, closing, empty, start, close + 1));
  }

  /** Returns whether an attribute of this name stands in the tag, with or without a value. */
  boolean hasAttribute(String markup, String attribute) {
    for (String word : markup.substring(start + 1 + name.length(), end - 1).split("[\\s/]+")) {
      if (word.equals(attribute) || word.startsWith(attribute + "=")) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether something between this tag and its closing one belongs to it. */
  boolean opens() {
    return !closing && !empty;
  }

  private static int nameEnd(String markup, int from) {
    int latest = Math.min(markup.length(), from + LONGEST_NAME);
    int end = from;
    while (end < latest && isNamePart(markup.charAt(end), end > from)) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c, boolean behindLetter) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || behindLetter && c >= '0' && c <= '9';
  }

  private static boolean endsName(char c) {
    return c == '>' || c == '/' || c == ' ' || c >= '\t' && c <= '\r';
  }

  /** Returns the place of the tag's {@code >}; -1 if another {@code <}, or nothing, comes first. */
  private static int close(String markup, int from) {
    boolean quotesCount = true;
    for (int i = from; i < markup.length(); i++) {
      char c = markup.charAt(i);
      if (c == '>') {
        return i;
      }
      if (c == '<') {
        return -1;
      }
      if (quotesCount && (c == '"' || c == '\'') && markup.charAt(i - 1) == '=') {
        int quote = closingQuote(markup, i);
        quotesCount = quote > 0;
        i = Math.max(i, quote);
      }
    }
    return -1;
  }

  /**
   * Returns the place of the same quotation mark before the next {@code <}; -1 if there is none.
   */
  private static int closingQuote(String markup, int from) {
    char quote = markup.charAt(from);
    for (int i = from + 1; i < markup.length() && markup.charAt(i) != '<'; i++) {
      if (markup.charAt(i) == quote) {
        return i;
      }
    }
    return -1;
  }
}
