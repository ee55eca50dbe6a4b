package org.rnnlm.prep.text;

/**
 * Parts markup whose brackets are resolved into paragraphs, headings and items by the marks at the
 * starts of its lines, and writes what each shows.
 */
final class Layout {

  private static final String TABLE_END = "|}";

  private final String markup;
  private final int brokenFrom;
  private final InlineMarkup inline;
  private final Lines lines = new Lines();
  private final Line paragraph = new Line();

  /** Behind the last end of a table that has no start, in the section that was last looked at. */
  private int tableEnd;

  private int sectionEnd;

  /**
   * @param brokenFrom where the first table or template begins that is never closed, so that lines
   *     with marks of tables are their rows
   */
  Layout(String markup, int brokenFrom, InlineMarkup inline) {
    this.markup = markup;
    this.brokenFrom = brokenFrom;
    this.inline = inline;
  }

  String text() {
    for (int start = 0; start <= markup.length(); ) {
      int feed = markup.indexOf('\n', start);
      int end = feed < 0 ? markup.length() : feed;
      add(start, end);
      start = end + 1;
    }
    lines.line(paragraph.take());
    return lines.toString();
  }

  private void add(int start, int end) {
    int from = behindGaps(start, end);
    int to = beforeBlanks(from, end);
    if (from == to) {
      lines.line(paragraph.take());
      return;
    }
    if (isRowMark(from, to)) {
      addRowOrText(start, end);
    } else if (LineMarks.isOfList(markup.charAt(from))) {
      addMarked(markup.substring(from, to), start, end);
    } else {
      addText(start, end);
    }
  }

  /**
   * A line that begins with a mark of a list, a heading or a rule, which it may not be after all.
   */
  private void addMarked(String line, int start, int end) {
    int level = LineMarks.heading(line);
    int marks = LineMarks.lists(line, 0);
    int dashes = LineMarks.rule(line, 0);
    if (level + marks + dashes == 0) {
      addText(start, end);
      return;
    }
    lines.line(paragraph.take());
    if (level > 0) {
      lines.heading(level, tidied(line.substring(level, line.length() - level)));
    } else if (marks > 0) {
      lines.line(tidied(line.substring(marks)));
    } else {
      paragraph.textWithGaps(inline.shown(line.substring(dashes)));
    }
  }

  private void addRowOrText(int start, int end) {
    if (end > brokenFrom || isRowOfTemplate(start)) {
      lines.line(paragraph.take());
    } else {
      addText(start, end);
    }
  }

  private void addText(int start, int end) {
    paragraph.text(" ");
    paragraph.textWithGaps(inline.shown(markup.substring(start, end)));
  }

  private String tidied(String text) {
    Line line = new Line();
    line.textWithGaps(inline.shown(text));
    return line.take();
  }

  /** Marks of tables, unlike others, may have spaces before them. */
  private boolean isRowMark(int from, int to) {
    int first = from;
    while (first < to && isBlank(markup.charAt(first))) {
      first++;
    }
    return LineMarks.isOfTable(markup.charAt(first));
  }

  /**
   * Returns whether a line belongs to a table that a template opened, and that ends in its section.
   */
  private boolean isRowOfTemplate(int start) {
    if (start >= sectionEnd) {
      int heading = markup.indexOf("\n=", start);
      sectionEnd = heading < 0 ? markup.length() : heading;
      tableEnd = lastTableEnd(start, sectionEnd);
    }
    return start < tableEnd;
  }

  private int lastTableEnd(int from, int to) {
    for (int i = to - TABLE_END.length(); i >= from; i--) {
      if (markup.charAt(i) == '|' && markup.charAt(i + 1) == '}' && isAtLineStart(i)) {
        return i + TABLE_END.length();
      }
    }
    return -1;
  }

  private boolean isAtLineStart(int place) {
    int before = place - 1;
    while (before >= 0 && isBlank(markup.charAt(before)) && markup.charAt(before) != '\n') {
      before--;
    }
    return before < 0 || markup.charAt(before) == '\n';
  }

  /** Marks count behind what was taken out of a line's start, and behind the spaces that follow. */
  private int behindGaps(int start, int end) {
    if (start == end || markup.charAt(start) != Line.GAP) {
      return start;
    }
    int from = start;
    while (from < end && isBlank(markup.charAt(from))) {
      from++;
    }
    return from;
  }

  private int beforeBlanks(int from, int end) {
    int to = end;
    while (to > from && isBlank(markup.charAt(to - 1))) {
      to--;
    }
    return to;
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == Line.GAP;
  }
}
