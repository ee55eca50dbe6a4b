package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a grammar's notation.
 *
 * <pre>
 * # a comment
 * town:                                    a rule; its alternatives follow, each weight|text
 *   3|{title} is a [port] of the &lt;river:place&gt;.
 *   2|&lt;place&gt; was founded in &lt;year&gt;./=History/It began with &lt;goods&gt;.
 * place link: …                            a rule whose text is marked title, link or italic
 * goods = wool^3, salt, paper              a rule of words, with a weight where it is not 1
 * </pre>
 *
 * In a text, {@code <rule>} draws from a rule, {@code <slot:rule>} also keeps what was drawn,
 * {@code {slot}} repeats it, {@code [words]} may become a link, {@code /} begins a paragraph,
 * {@code /=} a heading, {@code /*} a list item, and {@code <end>} ends the article.
 */
final class Notation {
  private static final Pattern HEAD = Pattern.compile("([a-z0-9-]+)(?: (title|link|italic))?:");
  private static final Pattern WORDS = Pattern.compile("([a-z0-9-]+) = (.+)");
  private static final Pattern WORD = Pattern.compile("([^^]+?)(?:\\^([1-9][0-9]*))?");
  private static final Pattern ALTERNATIVE = Pattern.compile("  ([1-9][0-9]*)\\|(.+)");
  private static final Pattern PART =
      Pattern.compile(
          "<(?:(?<slot>[a-z0-9-]+):)?(?<rule>[a-z0-9-]+)>"
              + "|\\{(?<recall>[a-z0-9-]+)}"
              + "|\\[(?<link>[^\\]]+)]"
              + "|(?<line>/[=*]?)"
              + "|(?<plain>[^<>{}\\[\\]/]+)");

  private final List<Rule> rules = new ArrayList<>();
  private String name = "";
  private Mark mark = Mark.PLAIN;
  private List<Rule.Alternative> alternatives = new ArrayList<>();

  List<Rule> rules(String notation) {
    int number = 0;
    for (String line : notation.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#") && !understood(line)) {
        throw new IllegalArgumentException("grammar, line " + number + ": " + line);
      }
    }
    finishRule();
    return rules;
  }

  private boolean understood(String line) {
    Matcher alternative = ALTERNATIVE.matcher(line);
    if (alternative.matches()) {
      int weight = Integer.parseInt(alternative.group(1));
      return alternatives.add(new Rule.Alternative(weight, parts(alternative.group(2))));
    }
    finishRule();
    Matcher head = HEAD.matcher(line);
    if (head.matches()) {
      name = head.group(1);
      mark =
          head.group(2) == null ? Mark.PLAIN : Mark.valueOf(head.group(2).toUpperCase(Locale.ROOT));
      return true;
    }
    Matcher words = WORDS.matcher(line);
    return words.matches() && rules.add(wordRule(words.group(1), words.group(2)));
  }

  private void finishRule() {
    if (!name.isEmpty()) {
      rules.add(new Rule(name, mark, alternatives));
    }
    name = "";
    alternatives = new ArrayList<>();
  }

  private static Rule wordRule(String name, String words) {
    List<Rule.Alternative> alternatives = new ArrayList<>();
    for (String entry : words.split(", ")) {
      Matcher word = WORD.matcher(entry);
      if (!word.matches()) {
        throw new IllegalArgumentException("grammar, rule " + name + ": " + entry);
      }
      int weight = word.group(2) == null ? 1 : Integer.parseInt(word.group(2));
      alternatives.add(new Rule.Alternative(weight, parts(word.group(1))));
    }
    return new Rule(name, Mark.PLAIN, alternatives);
  }

  private static List<Element> parts(String text) {
    List<Element> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int read = 0;
    while (matcher.find() && matcher.start() == read) {
      parts.add(part(matcher));
      read = matcher.end();
    }
    if (read != text.length()) {
      throw new IllegalArgumentException("grammar, at \"" + text.substring(read) + "\"");
    }
    return parts;
  }

  private static Element part(Matcher matcher) {
    if (matcher.group("slot") != null) {
      return new Element.Remember(matcher.group("slot"), matcher.group("rule"));
    }
    if (matcher.group("rule") != null) {
      String rule = matcher.group("rule");
      return rule.equals("end") ? new Element.End() : new Element.Expand(rule);
    }
    if (matcher.group("recall") != null) {
      return new Element.Recall(matcher.group("recall"));
    }
    if (matcher.group("link") != null) {
      return new Element.Literal(new Span(matcher.group("link"), Mark.LINK));
    }
    if (matcher.group("line") != null) {
      return new Element.Literal(new Span("\n", lineMark(matcher.group("line"))));
    }
    return new Element.Literal(new Span(matcher.group("plain"), Mark.PLAIN));
  }

  private static Mark lineMark(String sign) {
    return switch (sign) {
      case "/=" -> Mark.HEADING;
      case "/*" -> Mark.ITEM;
      default -> Mark.PARAGRAPH;
    };
  }
}
