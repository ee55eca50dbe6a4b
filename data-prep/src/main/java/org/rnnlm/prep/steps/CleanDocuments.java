package org.rnnlm.prep.steps;

import java.util.Iterator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.rnnlm.prep.text.CleanText;
import org.rnnlm.prep.text.SwebleCleaner;
import org.rnnlm.prep.text.TextCleaner;

/**
 * Takes the markup off, in the order of places; leaves out what has no text, and pages whose id was
 * there before, which is their neighbour in that order.
 */
final class CleanDocuments implements FlatMapFunction<Iterator<Document>, Document> {
  private static final long serialVersionUID = 1L;

  private final InputFormat format;

  CleanDocuments(InputFormat format) {
    this.format = format;
  }

  @Override
  public Iterator<Document> call(Iterator<Document> documents) {
    UnaryOperator<Document> clean =
        switch (format) {
          case MEDIAWIKI -> new CleanPage(new SwebleCleaner());
          case TEXT -> document -> document;
        };
    Iterable<Document> all = () -> documents;
    Stream<Document> cleaned =
        StreamSupport.stream(all.spliterator(), false)
            .map(clean)
            .map(CleanDocuments::leaveOutEmpty);
    return cleaned.iterator();
  }

  private static Document leaveOutEmpty(Document document) {
    return document.kept() && document.text().isEmpty() ? document.leftOut(Fate.NO_TEXT) : document;
  }

  private static final class CleanPage implements UnaryOperator<Document> {
    private final TextCleaner cleaner;
    private long lastId = Long.MIN_VALUE;

    CleanPage(TextCleaner cleaner) {
      this.cleaner = cleaner;
    }

    @Override
    public Document apply(Document page) {
      boolean duplicate = page.id() == lastId;
      lastId = page.id();
      if (duplicate) {
        return page.leftOut(Fate.DUPLICATE_ID);
      }
      return page.kept() ? cleaned(page) : page;
    }

    private Document cleaned(Document page) {
      CleanText clean = cleaner.clean(page.title(), page.text());
      return page.withText(clean.text(), clean.fallback() ? Fate.KEPT_STRIPPED : Fate.KEPT);
    }
  }
}
