package org.rnnlm.prep.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Takes templates and tables out of markup and replaces links and inline templates by what they
 * show, the inner ones before the outer ones, down to a depth that no article has. For one markup.
 */
final class BracketStripper {

  private enum Kind {
    TEMPLATE,
    TABLE,
    LINK
  }

  /**
   * Brackets in brackets that are told apart: articles have fewer than 20, and time goes with it.
   */
  private static final int DEEPEST = 50;

  /** Titles have at most 255 bytes; what is longer is no target of a link. */
  private static final int LONGEST_TARGET = 1_000;

  private record Open(Kind kind, int start) {}

  private final String markup;
  private final Namespaces namespaces;
  private final StringBuilder out;
  private final Deque<Open> open = new ArrayDeque<>();
  private final int[] openOfKind = new int[Kind.values().length];

  BracketStripper(String markup, Namespaces namespaces) {
    this.markup = markup;
    this.namespaces = namespaces;
    this.out = new StringBuilder(markup.length());
  }

  /** What is taken out leaves {@link Line#GAP}; brackets without a partner just vanish. */
  String strip() {
    for (int i = 0; i < markup.length(); ) {
      int bracket = nextBracket(i);
      out.append(markup, i, bracket);
      i = bracket < markup.length() ? bracket + handle(bracket) : bracket;
    }
    return out.toString();
  }

  private int nextBracket(int from) {
    for (int i = from; i < markup.length(); i++) {
      char c = markup.charAt(i);
      if (c >= '[' && (c == '[' || c == ']' || c >= '{' && c <= '}')) {
        return i;
      }
    }
    return markup.length();
  }

  /** Handles what stands at this place and returns its length. */
  private int handle(int i) {
    char first = markup.charAt(i);
    char second = i + 1 < markup.length() ? markup.charAt(i + 1) : 0;
    if (first == '{' && second == '{') {
      return open(Kind.TEMPLATE);
    }
    if (first == '{' && second == '|') {
      return open(Kind.TABLE);
    }
    if (first == '[' && second == '[') {
      return open(Kind.LINK);
    }
    if (first == ']' && second == ']') {
      return close(Kind.LINK);
    }
    boolean lastParameterIsEmpty = markup.startsWith("|}}", i);
    if (first == '|' && second == '}' && !lastParameterIsEmpty) {
      return close(Kind.TABLE);
    }
    if (first == '}' && second == '}') {
      return close(Kind.TEMPLATE);
    }
    out.append(first);
    return 1;
  }

  private int open(Kind kind) {
    if (open.size() == DEEPEST) {
      return 2; // it is in so many others that it is left out with one of them
    }
    open.push(new Open(kind, out.length()));
    openOfKind[kind.ordinal()]++;
    return 2;
  }

  /** Closes the innermost of this kind, and with it all that was left open inside. */
  private int close(Kind kind) {
    if (openOfKind[kind.ordinal()] == 0) {
      return 2;
    }
    Open closed;
    do {
      closed = open.pop();
      openOfKind[closed.kind().ordinal()]--;
    } while (closed.kind() != kind);
    int start = closed.start();
    switch (kind) {
      case LINK -> showLink(start);
      case TABLE -> replace(start, Optional.empty());
      case TEMPLATE -> replace(start, InlineTemplates.shown(out, start));
    }
    return 2;
  }

  private void replace(int start, Optional<String> shown) {
    out.setLength(start);
    if (shown.isPresent()) {
      out.append(shown.get());
    } else {
      out.append(Line.GAP);
    }
  }

  private void showLink(int start) {
    int most = Math.min(out.length(), start + LONGEST_TARGET);
    int bar = indexOfBar(start, most);
    String target = out.substring(start, bar < 0 ? most : bar);
    if (namespaces.isHidden(target)) {
      replace(start, Optional.empty());
    } else if (bar >= 0) {
      out.delete(start, bar + 1);
    } else if (target.startsWith(":")) {
      out.deleteCharAt(start);
    }
  }

  private int indexOfBar(int from, int to) {
    for (int i = from; i < to; i++) {
      if (out.charAt(i) == '|') {
        return i;
      }
    }
    return -1;
  }
}
