package org.rnnlm.prep.steps;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;

/** Leaves out pages whose id was there before, which in the order of places is their neighbour. */
final class LeaveOutRepeatedIds implements FlatMapFunction<Iterator<Document>, Document> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Document> call(Iterator<Document> documents) {
    Iterable<Document> all = () -> documents;
    long[] last = {-1}; // ids are not negative
    Stream<Document> unique =
        StreamSupport.stream(all.spliterator(), false)
            .map(
                page -> {
                  boolean repeated = page.id() == last[0];
                  last[0] = page.id();
                  return repeated ? page.leftOut(Fate.DUPLICATE_ID) : page;
                });
    return unique.iterator();
  }
}
