package org.rnnlm.prep.corpus;

import java.util.List;

/** Wikitext that stands on lines of its own and of which nothing is left in the cleaned text. */
final class Blocks {
  private final String title;
  private final String kind;
  private final Filler filler;

  Blocks(String title, String kind, Filler filler) {
    this.title = title;
    this.kind = kind;
    this.filler = filler;
  }

  /** What comes before the first paragraph. */
  String head() {
    StringBuilder head = new StringBuilder();
    if (filler.percent(60)) {
      head.append("{{Short description|A %s}}\n".formatted(kind));
    }
    if (filler.percent(30)) {
      head.append("{{Use dmy dates|date=May %s}}\n".formatted(filler.year()));
    }
    if (filler.percent(15)) {
      head.append(
          "<!-- Please discuss changes on the talk page first: [[Talk:%s]] -->\n".formatted(title));
    }
    if (filler.percent(15)) {
      head.append("{{about|the %s|other uses|%s (disambiguation)}}\n".formatted(kind, title));
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
          "<!-- to do:\n* a map\n* [[%s|sources]] for {{PAGENAME}} -->".formatted(filler.name());
      case 3 ->
          "{{Quote box|quote={{lang|en|I saw ''%s'' in %s.}}|source=[[%s]]|width=30%%}}"
              .formatted(title, filler.year(), filler.name());
      default -> "{{unreferenced section|date=June %s}}".formatted(filler.year());
    };
  }

  /** What comes after the last line. */
  String foot() {
    StringBuilder foot = new StringBuilder("\n\n");
    foot.append(filler.percent(50) ? "{{Reflist|30em}}" : "<references />");
    if (filler.percent(40)) {
      foot.append(
          "\n{{Navbox\n| name = Every %1$s\n| list1 = [[%2$s]]{{dot}}[[%3$s (%1$s)|%3$s]]\n}}"
              .formatted(kind, filler.name(), title));
    }
    if (filler.percent(30)) {
      foot.append("\n{{DEFAULTSORT:%s, The}}".formatted(title));
    }
    foot.append("\n[[Category:All %s articles]]".formatted(kind));
    if (filler.percent(50)) {
      foot.append("\n[[Category:Articles of %s|%s]]".formatted(filler.year(), title));
    }
    return foot.toString();
  }

  String reference() {
    return switch (filler.below(4)) {
      case 0 ->
          "<ref>The ''%s'' of [[%s]], vol. %s.</ref>"
              .formatted(filler.word(), filler.name(), filler.below(40) + 1);
      case 1 ->
          "<ref>{{cite book|last=%s|title=The %s|year=%s|pages={{nowrap|%s&ndash;%s}}}}</ref>"
              .formatted(filler.name(), filler.word(), filler.year(), 10, filler.number());
      case 2 ->
          "<ref>[https://archive.example/%s?a=1&b=2 %s's %s], seen in %s.</ref>"
              .formatted(filler.number(), filler.name(), filler.word(), filler.year());
      default ->
          "<ref group=\"note\">About&nbsp;%s, by another count.</ref>".formatted(filler.number());
    };
  }

  private String infobox() {
    StringBuilder box = new StringBuilder("{{Infobox %s\n| name = %s\n".formatted(kind, title));
    if (filler.percent(60)) {
      box.append(
          "| image = %s %s.jpg\n| caption = [[%1$s]] in %2$s\n".formatted(title, filler.year()));
    }
    if (filler.percent(60)) {
      box.append(
          "| count = {{formatnum:%s}}<ref name=\"box\">%s &amp; %s</ref>\n"
              .formatted(filler.number(), filler.name(), filler.name()));
    }
    if (filler.percent(40)) {
      box.append(
          "| coordinates = {{coord|%s|%s|N|display={{if|a|inline,title}}}}\n"
              .formatted(filler.below(90), filler.below(60)));
    }
    if (filler.percent(30)) {
      box.append(
          "| website = [https://%s.example %1$s]\n| notes = <!-- none }} yet -->\n"
              .formatted(filler.word()));
    }
    return box.append("}}").toString();
  }

  private String file() {
    String side = filler.oneOf(List.of("left|", "right|", "220px|", ""));
    return "[[File:%s %s.jpg|thumb|%sThe %s of [[%s]], with [[%s|a view]], %s]]"
        .formatted(title, filler.word(), side, filler.word(), title, filler.name(), filler.year());
  }

  private String table() {
    StringBuilder table =
        new StringBuilder(
            "{| class=\"wikitable\"\n|+ ''%s'' by year\n! Year !! Count\n".formatted(title));
    int rows = 1 + filler.below(3);
    for (int row = 0; row < rows; row++) {
      table.append("|-\n| [[%s]] || {{nts|%s}}\n".formatted(filler.year(), filler.number()));
    }
    return table.append("|}").toString();
  }
}
