package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnlm.text.Text;

/** An article's page and the pages, redirects or of other namespaces, that follow it. */
final class Pages {
  private final String title;
  private final String kind;
  private final long articleId;
  private final Filler filler;
  private final List<WrittenPage> pages = new ArrayList<>();
  private long lastId;

  private Pages(Derivation article, long articleId, Filler filler) {
    this.title = article.slot("title");
    this.kind = article.slot("kind");
    this.articleId = articleId;
    this.lastId = articleId;
    this.filler = filler;
  }

  /** Ids rise, with gaps, and stay below the next article's. */
  static List<WrittenPage> of(Derivation article, long articleId, Filler filler) {
    Pages pages = new Pages(article, articleId, filler);
    pages.pages.add(
        new WrittenPage(articleId, 0, article.slot("title"), Wikitext.of(article, filler)));
    pages.addOthers();
    return pages.pages;
  }

  private void addOthers() {
    if (filler.percent(15)) {
      redirect(title + " (" + kind + ")");
    }
    if (filler.percent(10)) {
      redirect("The " + title);
    }
    if (filler.percent(8)) {
      String text =
          "== Sources ==\nDoes the [[%s]] say %s? --[[User:%1$s|%1$s]] 10:%s, 1 May %s (UTC)";
      other(
          1,
          "Talk:" + title,
          Text.format(text, filler.name(), filler.number(), 10 + filler.below(50), filler.year()));
    }
    if (filler.percent(3)) {
      other(
          2,
          "User:" + filler.name() + articleId,
          Text.format("I write about '''%s''' & more.", title));
    }
    if (filler.percent(3)) {
      other(
          10, "Template:" + title, Text.format("{{Navbox|name=%s|list1={{{1|[[%1$s]]}}}}}", title));
    }
    if (filler.percent(3)) {
      other(
          14,
          "Category:" + title,
          Text.format("Pages about the %s [[%s]].\n\n[[Category:All %1$s articles]]", kind, title));
    }
  }

  private void redirect(String from) {
    String template = filler.percent(50) ? "\n\n{{R from other name}}" : "";
    pages.add(
        new WrittenPage(
            nextId(), 0, from, Optional.of(title), "#REDIRECT [[" + title + "]]" + template));
  }

  private void other(int namespace, String name, String wikitext) {
    pages.add(new WrittenPage(nextId(), namespace, name, wikitext));
  }

  private long nextId() {
    lastId += 1 + filler.below(2);
    return lastId;
  }
}
