package org.rnnlm.prep.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes comments and tags out of markup, and with some tags all that they enclose. */
final class TagStripper {

  private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*+)[^<>]*+>");

  private static final String COMMENT_END = "-->";
  private static final String NOWIKI_END = "</nowiki>";

  private final String markup;
  private final String lowerCase;
  private final StringBuilder out = new StringBuilder();

  /** Closings that do not occur in the rest, so that none is searched for twice. */
  private final Set<String> missing = new HashSet<>();

  private TagStripper(String markup) {
    this.markup = markup;
    this.lowerCase = asciiLowerCase(markup);
  }

  /** What is taken out leaves {@link Line#GAP}, block tags and br leave white space. */
  static String strip(String markup) {
    return new TagStripper(markup).strip();
  }

  private String strip() {
    Matcher tag = TAG.matcher(markup);
    int done = 0;
    for (int open = markup.indexOf('<'); open >= 0; open = markup.indexOf('<', done)) {
      out.append(markup, done, open);
      if (markup.startsWith("<!--", open)) {
        done = endOfComment(open + 4);
        out.append(Line.GAP);
      } else if (tag.region(open, markup.length()).lookingAt()) {
        done = tag.end();
        if (opensNowiki(tag)) {
          done = addLiteral(done);
          continue;
        }
        handle(tag);
        if (opensDropped(tag)) {
          done = endOfElement(tag.group(2).toLowerCase(Locale.ROOT), done);
        }
      } else {
        out.append('<');
        done = open + 1;
      }
    }
    return out.append(markup, done, markup.length()).toString();
  }

  private void handle(Matcher tag) {
    String name = tag.group(2);
    if (Tags.isBlock(name)) {
      out.append('\n');
    } else if (name.equalsIgnoreCase("br")) {
      out.append(' ');
    } else if (Tags.isDroppedExtension(name) || Tags.isDroppedElement(name)) {
      out.append(Line.GAP);
    }
  }

  private static boolean opensNowiki(Matcher tag) {
    return Tags.isNowiki(tag.group(2)) && tag.group(1).isEmpty() && !tag.group().endsWith("/>");
  }

  /** What stands between nowiki tags is no markup; returns the place of the closing one. */
  private int addLiteral(int from) {
    int end = missing.contains(NOWIKI_END) ? -1 : lowerCase.indexOf(NOWIKI_END, from);
    if (end < 0) {
      missing.add(NOWIKI_END);
      return from;
    }
    out.append(Literal.hidden(markup.substring(from, end)));
    return end;
  }

  private static boolean opensDropped(Matcher tag) {
    String name = tag.group(2);
    return tag.group(1).isEmpty()
        && !tag.group().endsWith("/>")
        && (Tags.isDroppedExtension(name) || Tags.isDroppedElement(name));
  }

  /** Behind the comment; the given place when it has no end. */
  private int endOfComment(int from) {
    int found = missing.contains(COMMENT_END) ? -1 : markup.indexOf(COMMENT_END, from);
    if (found < 0) {
      missing.add(COMMENT_END);
      return from;
    }
    return found + COMMENT_END.length();
  }

  /**
   * Behind the next closing tag of this name; the given place when there is none. Closing tags have
   * no attributes: what has them closes nothing, nor does a longer name.
   */
  private int endOfElement(String name, int from) {
    String closing = "</" + name;
    int found = missing.contains(closing) ? -1 : lowerCase.indexOf(closing, from);
    while (found >= 0) {
      int end = behindSpace(found + closing.length());
      if (lowerCase.startsWith(">", end)) {
        return end + 1;
      }
      found = lowerCase.indexOf(closing, end);
    }
    missing.add(closing);
    return from;
  }

  private int behindSpace(int from) {
    int end = from;
    while (end < markup.length() && Character.isWhitespace(markup.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Unlike the language's own lower-casing, keeps every place. */
  private static String asciiLowerCase(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 'A' && characters[i] <= 'Z') {
        characters[i] += 'a' - 'A';
      }
    }
    return new String(characters);
  }
}
