package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cleans the wikitext that this package writes, and only that, by the contract of the cleaned text:
 * simple enough to be seen to be right.
 */
final class Stripped {
  private static final Pattern DROPPED =
      Pattern.compile(
          "<!--.*?-->|<ref(?:erences)?\\b[^>]*/>|<ref\\b[^>]*>.*?</ref>", Pattern.DOTALL);
  private static final Pattern TEMPLATE = Pattern.compile("\\{\\{[^{}]*}}");
  private static final Pattern TABLE = Pattern.compile("\\{\\|.*?\\|}", Pattern.DOTALL);
  private static final Pattern FILE =
      Pattern.compile("\\[\\[(?:File|Category):(?:[^\\[\\]]|\\[\\[[^\\[\\]]*]])*]]");
  private static final Pattern LINK = Pattern.compile("\\[\\[(?:[^|\\]]*\\|)?([^\\]]*)]]");
  private static final Pattern LINE = Pattern.compile("^(?:=+ *(.*?) *=+|\\* *(.*))$");

  private Stripped() {}

  static String text(String wikitext) {
    String inline = withoutTemplates(DROPPED.matcher(wikitext).replaceAll(""));
    inline = TABLE.matcher(inline).replaceAll("");
    inline = FILE.matcher(inline).replaceAll("");
    inline = LINK.matcher(inline).replaceAll("$1").replace("'''", "").replace("''", "");
    List<String> lines = new ArrayList<>();
    inline = inline.replace("&#45;", "-").replaceAll(" +", " ");
    for (String line : inline.split("\n")) {
      if (!line.isBlank()) {
        lines.add(shown(line.strip()));
      }
    }
    return String.join("\n", lines);
  }

  private static String withoutTemplates(String wikitext) {
    String before = wikitext;
    String after = TEMPLATE.matcher(before).replaceAll("");
    while (!after.equals(before)) {
      before = after;
      after = TEMPLATE.matcher(before).replaceAll("");
    }
    return after;
  }

  private static String shown(String line) {
    return LINE.matcher(line)
        .replaceAll(match -> match.group(1) == null ? match.group(2) : match.group(1));
  }
}
