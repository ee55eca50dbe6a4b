package org.rnnlm.prep.text;

import java.util.regex.Pattern;

/**
 * Strips what looks like markup, without a grammar: for markup that breaks the parser. Takes time
 * linear in the length, whatever is unbalanced or nested; an opening without its closing loses only
 * itself.
 */
final class FallbackCleaner implements TextCleaner {

  private static final String LIST_MARKS = "*#:;";
  private static final String TABLE_MARKS = "|!";
  private static final String GAP = String.valueOf(Line.GAP);

  /** White space and gaps on both sides: a heading with a comment behind it is still a heading. */
  private static final Pattern TRIMMED =
      Pattern.compile("^[\\s" + GAP + "]++|(?<![\\s" + GAP + "])[\\s" + GAP + "]++$");

  private static final Pattern EXTERNAL_LINK =
      Pattern.compile("\\[(?:(?:https?|ftp):)?//[^\\s\\[\\]]++ *+([^\\[\\]]*+)\\]");
  private static final Pattern URL = Pattern.compile("\\b(?:https?|ftp)://[^\\s\\[\\]]++");
  private static final Pattern SWITCH = Pattern.compile("__[A-Z]++__");
  private static final Pattern QUOTES_OR_STRAY_BRACKETS =
      Pattern.compile("''++|\\[\\[++|\\]\\]++|\\{\\{++|\\}\\}++");

  @Override
  public CleanText clean(String title, String markup) {
    String text = BracketStripper.strip(TagStripper.strip(markup.replace(GAP, "")));
    Lines lines = new Lines();
    Line paragraph = new Line();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      add(TRIMMED.matcher(line).replaceAll(""), paragraph, lines);
    }
    lines.line(paragraph.take());
    return new CleanText(lines.toString(), true);
  }

  private static void add(String line, Line paragraph, Lines lines) {
    int heading = headingLevel(line);
    int listMarks = leading(line, LIST_MARKS);
    if (heading == 0 && listMarks == 0 && leading(line, TABLE_MARKS) == 0 && !line.isEmpty()) {
      paragraph.text(" ");
      paragraph.textWithGaps(visible(line));
      return;
    }
    lines.line(paragraph.take());
    if (heading > 0) {
      lines.heading(heading, tidied(line.substring(heading, line.length() - heading)));
    } else if (listMarks > 0) {
      lines.line(tidied(line.substring(listMarks)));
    }
  }

  private static String tidied(String text) {
    Line line = new Line();
    line.textWithGaps(visible(text));
    return line.take();
  }

  private static String visible(String line) {
    String text = EXTERNAL_LINK.matcher(line).replaceAll("$1");
    text = URL.matcher(text).replaceAll(GAP);
    text = SWITCH.matcher(text).replaceAll(GAP);
    text = QUOTES_OR_STRAY_BRACKETS.matcher(text).replaceAll("");
    return Entities.decode(text);
  }

  /** The number of equals signs on both sides, at most six; 0 for a line that is no heading. */
  private static int headingLevel(String line) {
    int level = 0;
    while (level < 6
        && 2 * level + 2 < line.length()
        && line.charAt(level) == '='
        && line.charAt(line.length() - 1 - level) == '=') {
      level++;
    }
    return level;
  }

  private static int leading(String line, String marks) {
    int count = 0;
    while (count < line.length() && marks.indexOf(line.charAt(count)) >= 0) {
      count++;
    }
    return count;
  }
}
