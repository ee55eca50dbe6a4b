package org.rnnlm.prep.corpus;

import java.util.List;

/**
 * Writes an article as wikitext that cleans to exactly its text: headings, paragraphs and list
 * items keep their lines and shown words, and everything added is of a kind that a cleaner drops
 * (templates, tables, files, references, comments, categories).
 */
final class Wikitext {
  private final Derivation article;
  private final Filler filler;
  private final MarkupBlocks blocks;
  private final StringBuilder out = new StringBuilder();
  private Mark line = Mark.PARAGRAPH;
  private String headingSigns = "";
  private String headingPadding = "";
  private boolean titleShown;
  private boolean sourceNamed;

  private Wikitext(Derivation article, Filler filler) {
    this.article = article;
    this.filler = filler;
    this.blocks = new MarkupBlocks(article.slot("title"), article.slot("kind"), filler);
  }

  static String of(Derivation article, Filler filler) {
    return new Wikitext(article, filler).write();
  }

  private String write() {
    out.append(blocks.head());
    List<Span> spans = article.spans();
    for (int i = 0; i < spans.size(); i++) {
      boolean endsLine = i + 1 == spans.size() || spans.get(i + 1).mark().beginsLine();
      write(spans.get(i), endsLine);
    }
    return out.append(blocks.foot()).toString();
  }

  private void write(Span span, boolean endsLine) {
    switch (span.mark()) {
      case PLAIN -> plain(span.text(), endsLine);
      case TITLE -> title(span.text());
      case LINK -> link(span.text());
      case ITALIC -> out.append(italic(filler.percent(30) ? pipedLink(span.text()) : span.text()));
      case PARAGRAPH, HEADING, ITEM -> beginLine(span.mark());
    }
  }

  private void title(String text) {
    out.append(titleShown ? text : "'''" + text + "'''");
    titleShown = true;
  }

  private void link(String text) {
    int choice = filler.below(10);
    if (choice < 5) {
      out.append("[[").append(text).append("]]");
    } else if (choice < 8) {
      out.append(pipedLink(text));
    } else {
      out.append(text);
    }
  }

  private String pipedLink(String text) {
    return "[[" + text + " (" + filler.name() + ")|" + text + "]]";
  }

  private static String italic(String text) {
    return "''" + text + "''";
  }

  /** Sources and doubled spaces go where a sentence ends; a number's point is no such place. */
  private void plain(String text, boolean endsLine) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean last = i + 1 == text.length();
      out.append(character == '-' && filler.percent(10) ? "&#45;" : String.valueOf(character));
      if (character == '.' && (last ? endsLine : text.charAt(i + 1) == ' ')) {
        endSentence(last);
      }
    }
  }

  private void endSentence(boolean endsLine) {
    if (filler.percent(25)) {
      source();
    }
    if (filler.percent(4)) {
      out.append("<!-- is this so? -->");
    }
    if (filler.percent(5) && !endsLine) {
      out.append(' ');
    }
  }

  private void source() {
    if (filler.percent(10)) {
      out.append("{{citation needed|date=July ").append(filler.year()).append("}}");
      return;
    }
    if (filler.percent(70)) {
      out.append(blocks.reference());
      return;
    }
    String name = filler.percent(50) ? "main" : "\"main\"";
    out.append("<ref name=").append(name);
    out.append(sourceNamed ? " />" : ">{{cite web|title=" + article.slot("title") + "}}</ref>");
    sourceNamed = true;
  }

  private void beginLine(Mark next) {
    endLine(next);
    line = next;
    switch (next) {
      case HEADING -> {
        headingSigns = filler.percent(80) ? "==" : "===";
        headingPadding = filler.percent(70) ? " " : "";
        out.append(headingSigns).append(headingPadding);
      }
      case ITEM -> out.append(filler.percent(90) ? "* " : "*");
      default -> {}
    }
  }

  private void endLine(Mark next) {
    if (line == Mark.HEADING) {
      out.append(headingPadding).append(headingSigns);
      out.append(filler.percent(70) ? "\n" : "\n\n");
      return;
    }
    if (line == Mark.ITEM && next == Mark.ITEM) {
      out.append('\n');
      return;
    }
    out.append("\n\n");
    if (filler.percent(20)) {
      out.append(blocks.between()).append("\n\n");
    }
  }
}
