package org.rnnlm.prep.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Takes templates and tables out of markup and replaces links, parameters, functions and inline
 * templates by what they show, the inner ones before the outer ones, down to a depth that no
 * article has. For one markup.
 */
final class BracketStripper {

  private enum Kind {
    /** Templates, functions and parameters. */
    BRACES,
    TABLE,
    LINK
  }

  /**
   * Brackets in brackets that are told apart: articles have fewer than 20, and time goes with it.
   */
  private static final int DEEPEST = 50;

  /** Titles have at most 255 bytes; what is longer is no target of a link. */
  private static final int LONGEST_TARGET = 1_000;

  /** What may stand before a table in its line, and how much of it is looked at. */
  private static final String BEFORE_TABLE = " \t:*#;" + Line.GAP;

  private static final int LONGEST_BEFORE_TABLE = 200;

  /** Brackets that wait for their closing. */
  private static final class Open {
    private final Kind kind;
    private final int start;

    /** Braces that are not closed yet. */
    private int braces;

    /** Single brackets that opened inside. */
    private int singles;

    private Open(Kind kind, int start, int braces) {
      this.kind = kind;
      this.start = start;
      this.braces = braces;
    }
  }

  private final String markup;
  private final Namespaces namespaces;
  private final PageWords words;
  private final InlineTemplates templates;
  private final StringBuilder out;
  private final Deque<Open> open = new ArrayDeque<>();
  private final int[] openOfKind = new int[Kind.values().length];

  /**
   * @param words of the page that the markup is of
   * @param templates of its wiki
   */
  BracketStripper(
      String markup, Namespaces namespaces, PageWords words, InlineTemplates templates) {
    this.markup = markup;
    this.namespaces = namespaces;
    this.words = words;
    this.templates = templates;
    this.out = new StringBuilder(markup.length());
  }

  /**
   * What is taken out leaves {@link Line#GAP}; brackets without a partner just vanish, but for ends
   * of tables, which {@link Layout} needs.
   */
  String strip() {
    for (int i = 0; i < markup.length(); ) {
      int bracket = nextBracket(i);
      out.append(markup, i, bracket);
      i = bracket < markup.length() ? bracket + handle(bracket) : bracket;
    }
    return out.toString();
  }

  /**
   * Returns where in what {@link #strip} returned the first table or template begins that never
   * ends.
   */
  int brokenFrom() {
    int first = Integer.MAX_VALUE;
    for (Open left : open) {
      if (left.kind != Kind.LINK) {
        first = Math.min(first, left.start);
      }
    }
    return first;
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
      return openBraces(run(i));
    }
    if (first == '}' && second == '}') {
      return closeBraces(run(i));
    }
    if (first == '[' && second == '[') {
      return open(Kind.LINK, 0);
    }
    if (first == ']' && second == ']' && !isOfSingle(i)) {
      return closeLink();
    }
    if (first == '{' && second == '|' && isAtLineStart()) {
      return openTable();
    }
    if (first == '|' && second == '}' && !isEmptyArgument(i) && isAtLineStart()) {
      return closeTable();
    }
    countSingle(first);
    out.append(first);
    return 1;
  }

  /** The last one of a template, which the braces behind it close, and not a table. */
  private boolean isEmptyArgument(int bar) {
    boolean closesBoth =
        markup.startsWith("|}}}", bar) && open.peek() != null && open.peek().kind == Kind.TABLE;
    return markup.startsWith("|}}", bar) && openOfKind[Kind.BRACES.ordinal()] > 0 && !closesBoth;
  }

  private int run(int from) {
    int end = from + 1;
    while (end < markup.length() && markup.charAt(end) == markup.charAt(from)) {
      end++;
    }
    return end - from;
  }

  private boolean isAtLineStart() {
    int farthest = Math.max(0, out.length() - LONGEST_BEFORE_TABLE);
    for (int before = out.length() - 1; before >= farthest; before--) {
      char c = out.charAt(before);
      if (c == '\n') {
        return true;
      }
      if (BEFORE_TABLE.indexOf(c) < 0) {
        return false;
      }
    }
    return farthest == 0;
  }

  /** Tells whether the first of three brackets closes a single one that opened inside a link. */
  private boolean isOfSingle(int i) {
    return markup.startsWith("]", i + 2)
        && !open.isEmpty()
        && open.peek().kind == Kind.LINK
        && open.peek().singles > 0;
  }

  private void countSingle(char bracket) {
    if (!open.isEmpty() && (bracket == '[' || bracket == ']')) {
      Open inner = open.peek();
      inner.singles = Math.max(0, inner.singles + (bracket == '[' ? 1 : -1));
    }
  }

  private int openBraces(int count) {
    open(Kind.BRACES, count);
    return count;
  }

  /** The line is a row if the table is never closed. */
  private int openTable() {
    open(Kind.TABLE, 0);
    out.append('|');
    return 2;
  }

  private int open(Kind kind, int braces) {
    if (open.size() == DEEPEST) {
      return 2; // it is in so many others that it is left out with one of them
    }
    open.push(new Open(kind, out.length(), braces));
    openOfKind[kind.ordinal()]++;
    return 2;
  }

  /** Returns the innermost of a kind that is open, without those that were left open inside it. */
  private Optional<Open> innermost(Kind kind) {
    if (openOfKind[kind.ordinal()] == 0) {
      return Optional.empty();
    }
    while (open.peek().kind != kind) {
      pop();
    }
    return Optional.of(open.peek());
  }

  private void pop() {
    openOfKind[open.pop().kind.ordinal()]--;
  }

  private int closeTable() {
    if (innermost(Kind.TABLE).isEmpty()) {
      out.append("|}");
      return 2;
    }
    int start = open.peek().start;
    pop();
    replace(start, Optional.empty());
    return 2;
  }

  /** As MediaWiki matches them: three by three where both sides have them, else two by two. */
  private int closeBraces(int count) {
    int left = count;
    while (left >= 2) {
      Optional<Open> innermost = innermost(Kind.BRACES);
      if (innermost.isEmpty()) {
        return count;
      }
      Open braces = innermost.get();
      int closed = Math.min(3, Math.min(left, braces.braces));
      braces.braces -= closed;
      left -= closed;
      if (braces.braces < 2) {
        pop();
      }
      replace(braces.start, closed == 3 ? defaultValue(braces.start) : shown(braces.start));
      if (braces.braces == 1) {
        out.insert(braces.start, '{');
      }
    }
    return count - left;
  }

  /**
   * Returns what a page itself shows of a template's parameter: what it would be if it were not
   * given.
   */
  private Optional<String> defaultValue(int start) {
    int bar = indexOfBar(start, out.length());
    if (bar < 0) {
      return Optional.empty();
    }
    int next = indexOfBar(bar + 1, out.length());
    return Optional.of(out.substring(bar + 1, next < 0 ? out.length() : next));
  }

  private Optional<String> shown(int start) {
    return words.shown(out, start).or(() -> templates.shown(out, start));
  }

  private void replace(int start, Optional<String> shown) {
    out.setLength(start);
    boolean isArgument = openOfKind[Kind.BRACES.ordinal()] > 0;
    if (shown.isEmpty() || shown.get().isEmpty() && !isArgument) {
      out.append(Line.GAP);
    } else {
      out.append(shown.get());
      hideMarks(start);
    }
  }

  /**
   * What was not at the start of a line of the source is no mark of lines, nor are bars and equals
   * signs inside arguments the template's own.
   */
  private void hideMarks(int start) {
    if (start < out.length() && LineMarks.isMark(out.charAt(start)) && !isList(start)) {
      out.setCharAt(start, Literal.hidden(out.charAt(start)));
    }
    if (openOfKind[Kind.BRACES.ordinal()] > 0) {
      Literal.hide(out, start, '|', '=');
    }
  }

  private boolean isList(int start) {
    return LineMarks.lists(out, start) > 0 && out.indexOf("\n" + out.charAt(start), start) >= 0;
  }

  private int closeLink() {
    if (innermost(Kind.LINK).isEmpty()) {
      return 2;
    }
    int start = open.peek().start;
    pop();
    showLink(start);
    return 2;
  }

  private void showLink(int start) {
    int most = Math.min(out.length(), start + LONGEST_TARGET);
    int bar = indexOfBar(start, most);
    String target = out.substring(start, bar < 0 ? most : bar);
    if (namespaces.isHidden(target)) {
      replace(start, Optional.empty());
      return;
    }
    if (bar < 0 && ExternalLinks.isAddress(target, 0)) {
      out.insert(start, "[[").append("]]");
      return;
    }
    if (bar >= 0 && bar + 1 < out.length()) {
      out.delete(start, bar + 1);
    } else {
      out.setLength(bar < 0 ? out.length() : bar);
      tidyTarget(start);
    }
    hideMarks(start);
  }

  /** A link without a label shows its target, in which apostrophes are no marks. */
  private void tidyTarget(int start) {
    int first = start;
    while (first < out.length() && out.charAt(first) == ' ') {
      first++;
    }
    if (first < out.length() && out.charAt(first) == ':') {
      out.delete(start, first + 1);
    }
    if (out.indexOf("''", start) >= 0) {
      Literal.hide(out, start, '\'', '\'');
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
