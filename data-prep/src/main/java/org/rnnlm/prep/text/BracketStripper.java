package org.rnnlm.prep.text;

import java.util.ArrayDeque;
import java.util.Deque;

/** Takes templates and tables out of markup and replaces links by what they show. */
final class BracketStripper {

  private enum Kind {
    TEMPLATE("{{", "}}"),
    TABLE("{|", "|}"),
    LINK("[[", "]]");

    private final String opening;
    private final String closing;

    Kind(String opening, String closing) {
      this.opening = opening;
      this.closing = closing;
    }
  }

  private record Open(Kind kind, int start) {}

  private final String markup;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private final int[] openOfKind = new int[Kind.values().length];

  private BracketStripper(String markup) {
    this.markup = markup;
  }

  /** What is taken out leaves {@link Line#GAP}; brackets without a partner just vanish. */
  static String strip(String markup) {
    return new BracketStripper(markup).strip();
  }

  private String strip() {
    for (int i = 0; i < markup.length(); ) {
      i += step(i);
    }
    return out.toString();
  }

  /** Handles what stands at this place and returns its length. */
  private int step(int i) {
    for (Kind kind : Kind.values()) {
      if (markup.startsWith(kind.opening, i)) {
        open.push(new Open(kind, out.length()));
        openOfKind[kind.ordinal()]++;
        return 2;
      }
      boolean lastParameterIsEmpty = kind == Kind.TABLE && markup.startsWith("|}}", i);
      if (markup.startsWith(kind.closing, i) && !lastParameterIsEmpty) {
        close(kind);
        return 2;
      }
    }
    out.append(markup.charAt(i));
    return 1;
  }

  /** Closes the innermost of this kind, and with it all that was left open inside. */
  private void close(Kind kind) {
    if (openOfKind[kind.ordinal()] == 0) {
      return;
    }
    Open closed;
    do {
      closed = open.pop();
      openOfKind[closed.kind().ordinal()]--;
    } while (closed.kind() != kind);
    if (kind == Kind.LINK) {
      showLink(closed.start());
    } else {
      out.setLength(closed.start());
      out.append(Line.GAP);
    }
  }

  private void showLink(int start) {
    int bar = out.indexOf("|", start);
    String target = out.substring(start, bar < 0 ? out.length() : bar);
    if (LinkTarget.isHidden(target)) {
      out.setLength(start);
      out.append(Line.GAP);
    } else if (bar >= 0) {
      out.delete(start, bar + 1);
    } else if (target.startsWith(":")) {
      out.deleteCharAt(start);
    }
  }
}
