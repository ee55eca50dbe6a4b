package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.rnnlm.shard.Split;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;
import scala.Tuple2;

/** Turns documents into ids, followed by END, and cuts them where shards begin. */
final class EncodeDocuments
    implements Function2<Integer, Iterator<Document>, Iterator<Tuple2<SegmentKey, Segment>>> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<String> vocabulary;
  private final Broadcast<StreamLayout> layout;

  /**
   * @param vocabulary the vocabulary's file
   */
  EncodeDocuments(Broadcast<String> vocabulary, Broadcast<StreamLayout> layout) {
    this.vocabulary = vocabulary;
    this.layout = layout;
  }

  @Override
  public Iterator<Tuple2<SegmentKey, Segment>> call(
      Integer partition, Iterator<Document> documents) {
    Codec codec = new Codec(VocabularyFile.parse(vocabulary.value(), VocabularyFile.NAME));
    StreamLayout streams = layout.value();
    long[] positions =
        Arrays.stream(Split.values()).mapToLong(split -> streams.start(split, partition)).toArray();
    Iterable<Document> all = () -> documents;
    Stream<Tuple2<SegmentKey, Segment>> segments =
        StreamSupport.stream(all.spliterator(), false)
            .filter(Document::kept)
            .flatMap(
                document -> {
                  int[] tokens = withEnd(codec.encode(document.text()));
                  int split = document.split().ordinal();
                  long position = positions[split];
                  positions[split] += tokens.length;
                  return cut(document, position, tokens, streams).stream();
                });
    return segments.iterator();
  }

  private static int[] withEnd(int[] tokens) {
    int[] ended = Arrays.copyOf(tokens, tokens.length + 1);
    ended[tokens.length] = Vocabulary.END;
    return ended;
  }

  private static List<Tuple2<SegmentKey, Segment>> cut(
      Document document, long position, int[] tokens, StreamLayout streams) {
    Split split = document.split();
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
