package org.rnnlm.prep.steps;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.rnnlm.prep.dump.CpuClock;
import org.rnnlm.prep.text.Disambiguation;
import org.rnnlm.prep.text.Wiki;
import org.rnnlm.prep.text.WikitextCleaner;
import org.rnnlm.vocabulary.Normalization;

/** Takes the markup off, and leaves out what the filters say. */
final class CleanDocuments implements FlatMapFunction<Iterator<Document>, Document> {
  private static final long serialVersionUID = 1L;

  private final InputContent content;
  private final Map<Integer, Wiki> wikis;
  private final FilterSpec filters;
  private final Normalization normalization;
  private final Counters counters;

  /**
   * @param wikis of dumps, by the index of their file
   * @param normalization of the text, so that its characters are counted as its tokens are cut
   */
  CleanDocuments(
      InputContent content,
      Map<Integer, Wiki> wikis,
      FilterSpec filters,
      Normalization normalization,
      Counters counters) {
    this.counters = counters;
    this.content = content;
    this.wikis = wikis;
    this.filters = filters;
    this.normalization = normalization;
  }

  @Override
  public Iterator<Document> call(Iterator<Document> documents) {
    UnaryOperator<Document> clean =
        switch (content) {
          case PAGES -> new CleanPage(wikis, filters);
          case TEXT, RECORDS -> document -> document;
        };
    Iterable<Document> all = () -> documents;
    Stream<Document> cleaned =
        StreamSupport.stream(all.spliterator(), false).map(document -> timed(document, clean));
    return cleaned.iterator();
  }

  private Document timed(Document document, UnaryOperator<Document> clean) {
    if (!document.kept()) {
      return document;
    }
    long start = CpuClock.now();
    Document cleaned = filtered(clean.apply(document));
    counters.took(Part.CLEAN, start);
    return cleaned;
  }

  private Document filtered(Document document) {
    if (!document.kept()) {
      return document;
    }
    if (document.text().isEmpty()) {
      return document.leftOut(Fate.NO_TEXT);
    }
    String text = normalization.of(document.text());
    if (!document.portion().isWhole()) {
      return document.withText(text); // of a text that is long enough
    }
    return text.codePointCount(0, text.length()) < filters.minimumCharacters()
        ? document.leftOut(Fate.TOO_SHORT)
        : document.withText(text);
  }

  private record CleanPage(
      Map<Integer, Wiki> wikis, FilterSpec filters, Map<Wiki, WikitextCleaner> cleaners)
      implements UnaryOperator<Document> {
    CleanPage(Map<Integer, Wiki> wikis, FilterSpec filters) {
      this(wikis, filters, new HashMap<>());
    }

    @Override
    public Document apply(Document page) {
      if (!filters.disambiguationPages() && Disambiguation.isMarked(page.text())) {
        return page.leftOut(Fate.DISAMBIGUATION);
      }
      WikitextCleaner cleaner =
          cleaners.computeIfAbsent(wikis.get(page.source()), WikitextCleaner::new);
      return page.withText(cleaner.clean(page.title(), page.text()));
    }
  }
}
