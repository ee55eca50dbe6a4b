package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.rnnlm.shard.Split;
import scala.Tuple2;

/** Puts documents at their places in the streams, and cuts them where shards begin. */
final class CutDocuments
    implements Function2<
        Integer, Iterator<EncodedDocument>, Iterator<Tuple2<SegmentKey, Segment>>> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<StreamLayout> layout;

  CutDocuments(Broadcast<StreamLayout> layout) {
    this.layout = layout;
  }

  @Override
  public Iterator<Tuple2<SegmentKey, Segment>> call(
      Integer partition, Iterator<EncodedDocument> documents) {
    StreamLayout streams = layout.value();
    long[] positions =
        Arrays.stream(Split.values()).mapToLong(split -> streams.start(split, partition)).toArray();
    Iterable<EncodedDocument> all = () -> documents;
    return StreamSupport.stream(all.spliterator(), false)
        .flatMap(
            document -> {
              int split = document.split().ordinal();
              long position = positions[split];
              positions[split] += document.tokens().length;
              return cut(document, position, streams).stream();
            })
        .iterator();
  }

  private static List<Tuple2<SegmentKey, Segment>> cut(
      EncodedDocument document, long position, StreamLayout streams) {
    Split split = document.split();
    int[] tokens = document.tokens();
    List<Tuple2<SegmentKey, Segment>> segments = new ArrayList<>();
    long end = position + tokens.length;
    for (int shard = streams.firstShard(split, position); shard < streams.shards(split); shard++) {
      long from = Math.max(position, streams.shardStart(split, shard));
      long to = Math.min(end, streams.shardEnd(split, shard));
      if (from >= to) {
        break;
      }
      int[] part = Arrays.copyOfRange(tokens, (int) (from - position), (int) (to - position));
      segments.add(
          new Tuple2<>(
              new SegmentKey(streams.index(split, shard), from), new Segment(document.id(), part)));
    }
    return segments;
  }
}
