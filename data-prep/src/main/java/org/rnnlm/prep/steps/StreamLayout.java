package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import scala.Tuple2;

/**
 * Where everything lies in the token streams of the three splits. A stream is END, then every
 * article followed by END. Record i of a split covers stream positions {@code i * length} to {@code
 * (i + 1) * length}, both included: it shares one token with its neighbour, so that every token but
 * the first is predicted exactly once.
 */
final class StreamLayout implements ShardLayout {
  private static final long serialVersionUID = 1L;

  private final int length;
  private final long[][] starts; // starts[split][partition]: stream position of its first token
  private final long[] sizes; // tokens in the split's stream
  private final ShardNumbers numbers;

  /**
   * @param partitions sizes of all partitions, in any order
   * @param length steps a record is trained for
   * @param shardTokens about how many tokens a shard holds
   */
  StreamLayout(List<PartitionSizes> partitions, int length, long shardTokens) {
    int splits = Split.values().length;
    this.length = length;
    this.starts = new long[splits][partitions.size()];
    this.sizes = new long[splits];
    Arrays.fill(sizes, 1); // the END that every stream begins with
    for (PartitionSizes partition : PartitionSizes.inOrder(partitions)) {
      for (int split = 0; split < splits; split++) {
        starts[split][partition.partition()] = sizes[split];
        sizes[split] += partition.tokens()[split] + partition.articles()[split];
      }
    }
    long[] records = Arrays.stream(sizes).map(size -> (size - 1 + length - 1) / length).toArray();
    long[] tokens = Arrays.stream(records).map(count -> count * length).toArray();
    this.numbers = new ShardNumbers(records, tokens, shardTokens);
  }

  @Override
  public ShardNumbers numbers() {
    return numbers;
  }

  /** Returns all of the stream but its first. */
  @Override
  public long targets(Split split) {
    return sizes[split.ordinal()] - 1;
  }

  @Override
  public Function<EncodedDocument, List<Tuple2<SegmentKey, Segment>>> cutter(int partition) {
    long[] positions = new long[starts.length]; // by split
    for (int split = 0; split < positions.length; split++) {
      positions[split] = starts[split][partition];
    }
    return document -> {
      int split = document.split().ordinal();
      long position = positions[split];
      positions[split] += document.tokens().length;
      return cut(document, position);
    };
  }

  /** Returns a document's segments: it is cut where shards begin. */
  private List<Tuple2<SegmentKey, Segment>> cut(EncodedDocument document, long position) {
    Split split = document.split();
    int[] tokens = document.tokens();
    List<Tuple2<SegmentKey, Segment>> segments = new ArrayList<>();
    long end = position + tokens.length;
    for (int shard = firstShard(split, position); shard < numbers.shards(split); shard++) {
      long from = Math.max(position, shardStart(split, shard));
      long to = Math.min(end, shardEnd(split, shard));
      if (from >= to) {
        break;
      }
      int[] part = Arrays.copyOfRange(tokens, (int) (from - position), (int) (to - position));
      segments.add(
          new Tuple2<>(
              new SegmentKey(numbers.index(split, shard), from),
              new Segment(document.id(), document.label(), part)));
    }
    return segments;
  }

  /** First stream position that a shard holds. */
  private long shardStart(Split split, int shard) {
    return numbers.firstRecord(split, shard) * length;
  }

  /**
   * Returns one past the last stream position that a shard holds; the last token is the next one's
   * first.
   */
  private long shardEnd(Split split, int shard) {
    return Math.min(numbers.firstRecord(split, shard + 1) * length + 1, sizes[split.ordinal()]);
  }

  /** Returns the first shard that holds a stream position. */
  private int firstShard(Split split, long position) {
    long span = numbers.shardRecords(split) * length;
    return Math.toIntExact(
        position > 0 && position % span == 0 ? position / span - 1 : position / span);
  }

  @Override
  public Iterator<TokenSequence> sequences(
      Split split, int shard, Iterator<Tuple2<SegmentKey, Segment>> segments) {
    StreamStretch stretch = new StreamStretch(shardStart(split, shard), shardEnd(split, shard));
    segments.forEachRemaining(stretch::add);
    return stretch.sequences(numbers.firstRecord(split, shard), length);
  }
}
