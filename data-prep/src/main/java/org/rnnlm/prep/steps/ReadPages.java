package org.rnnlm.prep.steps;

import java.io.IOException;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.CpuClock;
import org.rnnlm.prep.dump.Dump;
import org.rnnlm.prep.dump.Page;
import org.rnnlm.prep.dump.PageReader;

/** Reads the pages of a slice of a dump; those that are no articles lose their text. */
final class ReadPages implements FlatMapFunction<InputSlice, Document> {
  private static final long serialVersionUID = 1L;

  private final ReadSpec spec;
  private final SplitRule splits;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  ReadPages(
      ReadSpec spec,
      SplitRule splits,
      Broadcast<SerializableConfiguration> hadoop,
      Counters counters) {
    this.counters = counters;
    this.spec = spec;
    this.splits = splits;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Document> call(InputSlice input) throws IOException {
    Dump dump =
        new Dump(new HadoopInput(input.file(), hadoop.value().value()), spec.pageCharacters());
    PageReader reader = dump.pages(input.head(), input.slice());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(reader));
    return new Documents(reader, input);
  }

  /** Documents of pages, counted as they are read. */
  private final class Documents implements Iterator<Document> {
    private final PageReader reader;
    private final InputSlice input;
    private long decompressed;
    private boolean ended;

    Documents(PageReader reader, InputSlice input) {
      this.reader = reader;
      this.input = input;
    }

    @Override
    public boolean hasNext() {
      long start = CpuClock.now();
      boolean more = reader.hasNext();
      long all = CpuClock.now() - start;
      long decompression = reader.decompressionNanos() - decompressed;
      decompressed += decompression;
      counters.add(Part.DECOMPRESS, decompression);
      counters.add(Part.PARSE, Math.max(0, all - decompression));
      if (!more && !ended) {
        ended = true;
        counters.inputRead(input.slice().to() - input.slice().from());
      }
      return more;
    }

    @Override
    public Document next() {
      counters.articleRead();
      return document(reader.next(), input.file().index());
    }
  }

  private static void close(PageReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new DataException("input cannot be closed: " + e.getMessage(), e);
    }
  }

  private Document document(Page page, int source) {
    Document document =
        new Document(page.id(), source, page.title(), splits.of(page.id()), Fate.KEPT, page.text());
    Fate fate = fate(page);
    return fate == Fate.KEPT ? document : document.leftOut(fate);
  }

  /** Returns what becomes of a page before its text is looked at. */
  static Fate fate(Page page) {
    if (page.namespace() != 0) {
      return Fate.OTHER_NAMESPACE;
    }
    if (page.redirect()) {
      return Fate.REDIRECT;
    }
    if (!page.isWikitext()) {
      return Fate.OTHER_MODEL;
    }
    return page.tooLarge() ? Fate.TOO_LARGE : Fate.KEPT;
  }
}
