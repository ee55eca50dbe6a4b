package org.rnnlm.prep.steps;

import java.io.IOException;
import java.util.List;
import org.rnnlm.prep.dump.Page;
import org.rnnlm.prep.dump.PageReader;
import org.rnnlm.prep.records.TextFields;
import org.rnnlm.prep.text.Wiki;
import org.rnnlm.prep.text.WikitextCleaner;

/**
 * All pages of a slice of a dump, as rows of their id, title and text without its markup. Those
 * that are no articles have an error that says what they are.
 */
final class PageRows implements TableRows {
  static final List<String> COLUMNS = List.of("id", "title", "text");

  private final PageReader pages;
  private final WikitextCleaner cleaner;

  PageRows(PageReader pages, Wiki wiki) {
    this.pages = pages;
    this.cleaner = new WikitextCleaner(wiki);
  }

  @Override
  public boolean hasNext() {
    return pages.hasNext();
  }

  @Override
  public TableRow next() {
    Page page = pages.next();
    Fate fate = ReadPages.fate(page);
    String text = fate == Fate.KEPT ? cleaner.clean(page.title(), page.text()) : "";
    boolean empty = fate == Fate.KEPT && text.isEmpty();
    String error = empty ? Fate.NO_TEXT.key() : fate == Fate.KEPT ? "" : fate.key();
    String id = Long.toString(page.id());
    return new TableRow(
        0, page.title(), error, id, text, new TextFields(COLUMNS, List.of(id, page.title(), text)));
  }

  @Override
  public void close() throws IOException {
    pages.close();
  }
}
