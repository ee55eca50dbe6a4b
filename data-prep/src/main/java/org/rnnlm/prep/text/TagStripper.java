package org.rnnlm.prep.text;

import java.util.Optional;

/** Takes comments and tags out of markup, and with some tags all that they enclose. */
final class TagStripper {

  private static final String COMMENT_START = "<!--";
  private static final String COMMENT_END = "-->";

  private final String markup;
  private final ClosingTags closings;
  private final StringBuilder out;

  /** The beginning of the line that was last asked for, and how far the markup was read for it. */
  private int lineStart;

  private int lineStartKnownTo;
  private boolean noCommentEnds;

  private TagStripper(String markup) {
    this.markup = markup;
    this.closings = new ClosingTags(markup);
    this.out = new StringBuilder(markup.length());
  }

  /**
   * What is taken out leaves {@link Line#GAP}, block tags and br leave white space. Marks of lines
   * behind a tag are hidden: they are none.
   */
  static String strip(String markup) {
    return markup.indexOf('<') < 0 ? markup : new TagStripper(markup).strip();
  }

  private String strip() {
    int done = 0;
    for (int open = markup.indexOf('<'); open >= 0; open = markup.indexOf('<', done)) {
      out.append(markup, done, open);
      done = markup.startsWith(COMMENT_START, open) ? behindComment(open) : behindTag(open);
    }
    return out.append(markup, done, markup.length()).toString();
  }

  private int behindTag(int open) {
    Optional<Tag> found = Tag.at(markup, open);
    if (found.isEmpty()) {
      out.append('<');
      return open + 1;
    }
    Tag tag = found.get();
    int done =
        switch (tag.kind()) {
          case UNWRAPPED, INCLUSION -> tag.end();
          case BLOCK -> behindWhiteSpace(tag, isInHeading(open) ? ' ' : '\n');
          case BREAK -> behindWhiteSpace(tag, ' ');
          case NOWIKI -> behindNowiki(tag);
          case CODE -> behindCode(tag);
          case TABLE, EXTENSION, HIDDEN -> behindGap(tag);
        };
    if (tag.kind() != Tags.Kind.INCLUSION && tag.kind() != Tags.Kind.HIDDEN) {
      return behindHiddenMark(done);
    }
    return done;
  }

  private int behindWhiteSpace(Tag tag, char space) {
    out.append(space);
    return tag.end();
  }

  /** What stands between nowiki tags is no markup, but for its entities. */
  private int behindNowiki(Tag tag) {
    out.append(Literal.NOTHING);
    int end = tag.opens() ? closings.start(tag.name(), tag.end()) : -1;
    if (end < 0) {
      return tag.end();
    }
    out.append(Literal.hidden(Entities.decode(markup.substring(tag.end(), end))));
    return closings.end(end);
  }

  /** Code inside a line is shown as it stands. */
  private int behindCode(Tag tag) {
    int end =
        tag.opens() && tag.hasAttribute(markup, "inline")
            ? closings.start(tag.name(), tag.end())
            : -1;
    if (end < 0) {
      return behindGap(tag);
    }
    out.append(Literal.hidden(markup.substring(tag.end(), end)));
    return closings.end(end);
  }

  private int behindGap(Tag tag) {
    out.append(Line.GAP);
    if (!tag.opens()) {
      return tag.end();
    }
    int end =
        tag.name().equals("table")
            ? closings.balanced(tag.name(), tag.end())
            : closings.start(tag.name(), tag.end());
    return end < 0 ? tag.end() : closings.end(end);
  }

  /** A mark that stands behind tags, not at the start of its line, is text. */
  private int behindHiddenMark(int place) {
    if (place < markup.length() && LineMarks.isOfList(markup.charAt(place)) && isAtLineStart()) {
      out.append(Literal.hidden(markup.charAt(place)));
      return place + 1;
    }
    return place;
  }

  private boolean isAtLineStart() {
    int before = out.length() - 1;
    while (before >= 0 && out.charAt(before) == Line.GAP) {
      before--;
    }
    return before < 0 || out.charAt(before) == '\n';
  }

  private boolean isInHeading(int place) {
    for (int i = place - 1; i >= lineStartKnownTo; i--) {
      if (markup.charAt(i) == '\n') {
        lineStart = i + 1;
        break;
      }
    }
    lineStartKnownTo = place;
    return markup.charAt(lineStart) == '=';
  }

  /**
   * Behind the comment, or behind its line if there is nothing but comments in it; behind its
   * opening when it has no end.
   */
  private int behindComment(int open) {
    int end = commentEnd(open);
    if (end < 0) {
      out.append(Line.GAP);
      return open + COMMENT_START.length();
    }
    int before = out.length();
    while (before > 0 && isSpace(out.charAt(before - 1))) {
      before--;
    }
    if (before > 0 && out.charAt(before - 1) == '\n') {
      int next = behindComments(end);
      if (next < markup.length() && markup.charAt(next) == '\n') {
        out.setLength(before);
        return next + 1;
      }
    }
    out.append(Line.GAP);
    return end;
  }

  private int behindComments(int from) {
    int next = behindSpaces(from);
    while (markup.startsWith(COMMENT_START, next)) {
      int end = commentEnd(next);
      if (end < 0) {
        return next;
      }
      next = behindSpaces(end);
    }
    return next;
  }

  /** Behind the end of the comment that starts at a place; -1 if it has none. */
  private int commentEnd(int start) {
    int found = noCommentEnds ? -1 : markup.indexOf(COMMENT_END, start + COMMENT_START.length());
    noCommentEnds = found < 0;
    return found < 0 ? -1 : found + COMMENT_END.length();
  }

  private int behindSpaces(int from) {
    int next = from;
    while (next < markup.length() && isSpace(markup.charAt(next))) {
      next++;
    }
    return next;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
