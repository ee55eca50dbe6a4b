package org.rnnlm.prep.corpus;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes an encyclopedia as a bz2-compressed MediaWiki dump, and beside it the floor: how probable
 * each article's text was, which is as well as any model can do on average.
 *
 * <p>Between the articles stand redirects and pages of other namespaces, which have no row in the
 * floor. Memory does not grow with the number of articles, and the same spec gives the same bytes.
 */
public final class EncyclopediaWriter {
  private EncyclopediaWriter() {}

  /**
   * @param dump takes the compressed dump; flushed, not closed
   * @param floor takes the table that {@link FloorTable} reads; flushed, not closed
   */
  public static void write(CorpusSpec spec, OutputStream dump, OutputStream floor)
      throws IOException {
    Encyclopedia encyclopedia = new Encyclopedia(spec.seed(), spec.topic());
    DumpOutput pages = new DumpOutput(dump, spec.pagesPerStream());
    FloorOutput rows = new FloorOutput(floor);
    pages.head(DumpXml.head());
    for (long index = 0; index < spec.articles(); index++) {
      Derivation article = encyclopedia.derivation(index);
      Filler filler = encyclopedia.filler(index);
      for (WrittenPage page : Pages.of(article, Encyclopedia.id(index), filler)) {
        pages.page(DumpXml.page(page, filler));
      }
      rows.row(Encyclopedia.article(index, article));
    }
    pages.foot(DumpXml.foot());
    rows.finish();
  }
}
