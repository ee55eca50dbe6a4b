package org.rnnlm.prep.steps;

import java.util.Iterator;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * Leaves out records whose id was there before, which in the order of places is their neighbour.
 * Records without an id have the same one if they have the same text, so they stay where texts may
 * be repeated.
 */
final class LeaveOutRepeatedRecords implements FlatMapFunction<Iterator<Document>, Document> {
  private static final long serialVersionUID = 1L;

  private final FilterSpec filters;

  LeaveOutRepeatedRecords(FilterSpec filters) {
    this.filters = filters;
  }

  @Override
  public Iterator<Document> call(Iterator<Document> records) {
    Iterable<Document> all = () -> records;
    return StreamSupport.stream(all.spliterator(), false)
        .map(new AfterTheOthers(filters.duplicates()))
        .iterator();
  }

  private static final class AfterTheOthers implements UnaryOperator<Document> {
    private final boolean textsMayRepeat;
    private long lastId;
    private String lastText; // null at first

    AfterTheOthers(boolean textsMayRepeat) {
      this.textsMayRepeat = textsMayRepeat;
    }

    @Override
    public Document apply(Document record) {
      if (!record.kept()) {
        return record;
      }
      boolean sameId = lastText != null && record.id() == lastId;
      boolean sameText = sameId && record.text().equals(lastText);
      lastId = record.id();
      lastText = record.text();
      if (sameText) {
        return textsMayRepeat ? record : record.leftOut(Fate.DUPLICATE_TEXT);
      }
      return sameId ? record.leftOut(Fate.DUPLICATE_ID) : record;
    }
  }
}
