package org.rnnlm.prep.steps;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Puts documents, cut into segments, at their places in the shards. */
final class CutDocuments
    implements Function2<
        Integer, Iterator<EncodedDocument>, Iterator<Tuple2<SegmentKey, Segment>>> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<ShardLayout> layout;

  CutDocuments(Broadcast<ShardLayout> layout) {
    this.layout = layout;
  }

  @Override
  public Iterator<Tuple2<SegmentKey, Segment>> call(
      Integer partition, Iterator<EncodedDocument> documents) {
    Function<EncodedDocument, List<Tuple2<SegmentKey, Segment>>> cutter =
        layout.value().cutter(partition);
    Iterable<EncodedDocument> all = () -> documents;
    return StreamSupport.stream(all.spliterator(), false)
        .flatMap(document -> cutter.apply(document).stream())
        .iterator();
  }
}
