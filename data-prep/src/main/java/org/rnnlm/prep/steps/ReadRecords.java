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
import org.rnnlm.prep.records.RecordFormat;
import org.rnnlm.prep.records.RecordReader;
import org.rnnlm.prep.records.TextRecord;
import org.rnnlm.shard.Split;

/**
 * Reads the records of a slice, each a document. One without an id is called by a hash of its text,
 * so that neither files nor records that are added change its place.
 */
final class ReadRecords implements FlatMapFunction<RecordSlice, Document> {
  private static final long serialVersionUID = 1L;

  private final RecordFormat format;
  private final ReadSpec spec;
  private final SplitRule splits;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  ReadRecords(
      RecordFormat format,
      ReadSpec spec,
      SplitRule splits,
      Broadcast<SerializableConfiguration> hadoop,
      Counters counters) {
    this.counters = counters;
    this.format = format;
    this.spec = spec;
    this.splits = splits;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Document> call(RecordSlice slice) {
    HadoopInput input = new HadoopInput(slice.file(), hadoop.value().value());
    RecordReader reader = format.records(input, spec.records(), slice.range());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(reader));
    return new Documents(reader, slice);
  }

  /** Documents of records, counted as they are read. */
  private final class Documents implements Iterator<Document> {
    private final RecordReader reader;
    private final RecordSlice slice;
    private boolean ended;

    Documents(RecordReader reader, RecordSlice slice) {
      this.reader = reader;
      this.slice = slice;
    }

    @Override
    public boolean hasNext() {
      long start = CpuClock.now();
      boolean more = reader.hasNext();
      counters.took(Part.PARSE, start);
      if (!more && !ended) {
        ended = true;
        counters.inputRead(
            Math.min(slice.range().to(), slice.file().bytes()) - slice.range().from());
      }
      return more;
    }

    @Override
    public Document next() {
      counters.articleRead();
      return document(reader.next(), slice.file().index());
    }
  }

  private static void close(RecordReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new DataException("input cannot be closed: " + e.getMessage(), e);
    }
  }

  private Document document(TextRecord record, int source) {
    Fate fate = Fate.of(record.flaw());
    long id = id(record);
    String title = record.title().isEmpty() ? record.where() : record.title();
    Split split = record.split().orElseGet(() -> splits.of(id));
    return new Document(id, source, title, split, fate, record.label(), record.text());
  }

  private static long id(TextRecord record) {
    if (!record.id().isEmpty()) {
      return DocumentIds.ofRecord(record.id());
    }
    return DocumentIds.ofText(record.text().isEmpty() ? record.where() : record.text());
  }
}
