package org.rnnlm.prep.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the markup of an article into the text its readers see, by stripping what is markup: tags
 * first, then templates, tables and links from the inside out, then the marks of lines.
 *
 * <p>Each paragraph, heading and list item is one line; lines are joined by a single line feed,
 * none is empty, none starts or ends with a space. Left out are references, tables, galleries,
 * files, categories, language links, comments, formulas and code, and headings with nothing but
 * those under them. Links leave the text they show, and so do templates that stand for words of a
 * sentence ({@link InlineTemplates}); all others are left out.
 *
 * <p>There is no grammar and no recursion: every page takes time and memory linear in its length,
 * whatever is unbalanced or nested, and an opening without its closing loses only itself. The same
 * markup gives the same text in every call. Immutable.
 */
public final class WikitextCleaner {

  private static final String LIST_MARKS = "*#:;";
  private static final String TABLE_MARKS = "|!";
  private static final String GAP = String.valueOf(Line.GAP);

  private static final Pattern EXTERNAL_LINK =
      Pattern.compile("\\[(?:(?:https?|ftp):)?//[^\\s\\[\\]]++ *+([^\\[\\]]*+)\\]");
  private static final Pattern URL = Pattern.compile("\\b(?:https?|ftp)://[^\\s\\[\\]]++");

  private final Namespaces namespaces;
  private final MagicWords magicWords;

  /**
   * @param wiki the articles' own
   */
  public WikitextCleaner(Wiki wiki) {
    this.namespaces = new Namespaces(wiki);
    this.magicWords = new MagicWords(wiki.language());
  }

  /** Never throws, whatever the markup. Empty when nothing readable is there. */
  public String clean(String markup) {
    if (MagicWords.isRedirect(markup)) {
      return "";
    }
    String untagged = TagStripper.strip(Literal.withoutMarks(markup));
    String text = new BracketStripper(untagged, namespaces).strip();
    Lines lines = new Lines();
    Line paragraph = new Line();
    for (int start = 0; start <= text.length(); ) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      add(text.substring(start, end), paragraph, lines);
      start = end + 1;
    }
    lines.line(paragraph.take());
    return lines.toString();
  }

  /**
   * Without white space and gaps on both sides: a heading with a comment behind it is still one.
   */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == Line.GAP;
  }

  private void add(String whole, Line paragraph, Lines lines) {
    String line = trimmed(whole);
    int heading = headingLevel(line);
    int listMarks = leading(line, LIST_MARKS);
    if (heading == 0 && listMarks == 0 && leading(line, TABLE_MARKS) == 0 && !line.isEmpty()) {
      paragraph.text(" ");
      paragraph.textWithGaps(visible(whole));
      return;
    }
    lines.line(paragraph.take());
    if (heading > 0) {
      lines.heading(heading, tidied(line.substring(heading, line.length() - heading)));
    } else if (listMarks > 0) {
      lines.line(tidied(line.substring(listMarks)));
    }
  }

  private String tidied(String text) {
    Line line = new Line();
    line.textWithGaps(visible(text));
    return line.take();
  }

  private String visible(String line) {
    String text = line;
    if (text.contains("//")) {
      text = EXTERNAL_LINK.matcher(text).replaceAll(WikitextCleaner::label);
      text = URL.matcher(text).replaceAll(GAP);
    }
    text = magicWords.withoutSwitches(text);
    if (text.contains("''")) {
      text = Quotes.withoutMarks(text);
    }
    return Entities.decode(text);
  }

  private static String label(MatchResult link) {
    String label = link.group(1);
    return label.isEmpty() ? GAP : Matcher.quoteReplacement(label);
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
