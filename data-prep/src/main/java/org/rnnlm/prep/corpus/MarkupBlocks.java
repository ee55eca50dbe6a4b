package org.rnnlm.prep.corpus;

import java.util.List;
import org.rnnlm.text.Text;

/** Wikitext that stands on lines of its own and of which nothing is left in the cleaned text. */
final class MarkupBlocks {
  private final String title;
  private final String kind;
  private final Filler filler;

  MarkupBlocks(String title, String kind, Filler filler) {
    this.title = title;
    this.kind = kind;
    this.filler = filler;
  }

  /** Returns what comes before the first paragraph. */
  String head() {
    StringBuilder head = new StringBuilder();
    if (filler.percent(60)) {
      head.append(Text.format("{{Short description|A %s}}\n", kind));
    }
    if (filler.percent(30)) {
      head.append(Text.format("{{Use dmy dates|date=May %s}}\n", filler.year()));
    }
    if (filler.percent(15)) {
      head.append(
          Text.format(
              "<!-- Please discuss changes on the talk page first: [[Talk:%s]] -->\n", title));
    }
    if (filler.percent(15)) {
      head.append(Text.format("{{about|the %s|other uses|%s (disambiguation)}}\n", kind, title));
    }
    if (filler.percent(70)) {
      head.append(infobox()).append('\n');
    }
    if (filler.percent(30)) {
      head.append(file()).append('\n');
    }
    return head.toString();
  }

  /** What may come between two paragraphs. */
  String between() {
    return switch (filler.below(5)) {
      case 0 -> table();
      case 1 -> file();
      case 2 ->
          Text.format("<!-- to do:\n* a map\n* [[%s|sources]] for {{PAGENAME}} -->", filler.name());
      case 3 ->
          Text.format(
              "{{Quote box|quote={{lang|en|I saw ''%s'' in %s.}}|source=[[%s]]|width=30%%}}",
              title, filler.year(), filler.name());
      default -> Text.format("{{unreferenced section|date=June %s}}", filler.year());
    };
  }

  /** Returns what comes after the last line. */
  String foot() {
    StringBuilder foot = new StringBuilder("\n\n");
    foot.append(filler.percent(50) ? "{{Reflist|30em}}" : "<references />");
    if (filler.percent(40)) {
      foot.append(
          Text.format(
              "\n{{Navbox\n| name = Every %1$s\n| list1 = [[%2$s]]{{dot}}[[%3$s (%1$s)|%3$s]]\n}}",
              kind, filler.name(), title));
    }
    if (filler.percent(30)) {
      foot.append(Text.format("\n{{DEFAULTSORT:%s, The}}", title));
    }
    foot.append(Text.format("\n[[Category:All %s articles]]", kind));
    if (filler.percent(50)) {
      foot.append(Text.format("\n[[Category:Articles of %s|%s]]", filler.year(), title));
    }
    return foot.toString();
  }

  String reference() {
    return switch (filler.below(4)) {
      case 0 ->
          Text.format(
              "<ref>The ''%s'' of [[%s]], vol. %s.</ref>",
              filler.word(), filler.name(), filler.below(40) + 1);
      case 1 ->
          Text.format(
              "<ref>{{cite book|last=%s|title=The %s|year=%s|pages={{nowrap|%s&ndash;%s}}}}</ref>",
              filler.name(), filler.word(), filler.year(), 10, filler.number());
      case 2 ->
          Text.format(
              "<ref>[https://archive.example/%s?a=1&b=2 %s's %s], seen in %s.</ref>",
              filler.number(), filler.name(), filler.word(), filler.year());
      default ->
          Text.format(
              "<ref group=\"note\">About&nbsp;%s, by another count.</ref>", filler.number());
    };
  }

  private String infobox() {
    StringBuilder box = new StringBuilder(Text.format("{{Infobox %s\n| name = %s\n", kind, title));
    if (filler.percent(60)) {
      box.append(
          Text.format("| image = %s %s.jpg\n| caption = [[%1$s]] in %2$s\n", title, filler.year()));
    }
    if (filler.percent(60)) {
      box.append(
          Text.format(
              "| count = {{formatnum:%s}}<ref name=\"box\">%s &amp; %s</ref>\n",
              filler.number(), filler.name(), filler.name()));
    }
    if (filler.percent(40)) {
      box.append(
          Text.format(
              "| coordinates = {{coord|%s|%s|N|display={{if|a|inline,title}}}}\n",
              filler.below(90), filler.below(60)));
    }
    if (filler.percent(30)) {
      box.append(
          Text.format(
              "| website = [https://%s.example %1$s]\n| notes = <!-- none }} yet -->\n",
              filler.word()));
    }
    return box.append("}}").toString();
  }

  private String file() {
    String side = filler.oneOf(List.of("left|", "right|", "220px|", ""));
    return Text.format(
        "[[File:%s %s.jpg|thumb|%sThe %s of [[%s]], with [[%s|a view]], %s]]",
        title, filler.word(), side, filler.word(), title, filler.name(), filler.year());
  }

  private String table() {
    StringBuilder table =
        new StringBuilder(
            Text.format("{| class=\"wikitable\"\n|+ ''%s'' by year\n! Year !! Count\n", title));
    int rows = 1 + filler.below(3);
    for (int row = 0; row < rows; row++) {
      table.append(Text.format("|-\n| [[%s]] || {{nts|%s}}\n", filler.year(), filler.number()));
    }
    return table.append("|}").toString();
  }
}
