package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import scala.Tuple2;

/** Sequences that lie in one document each, numbered as they come. */
final class SeparateLayout implements ShardLayout {
  private static final long serialVersionUID = 1L;

  private final SequenceCut cut;
  private final long[][] starts; // starts[split][partition]: number of its first sequence
  private final long[] targets; // by split
  private final ShardNumbers numbers;

  /**
   * @param partitions sizes of all partitions, in any order
   * @param shardTokens about how many tokens a shard holds
   */
  SeparateLayout(List<PartitionSizes> partitions, SequenceCut cut, long shardTokens) {
    int splits = Split.values().length;
    this.cut = cut;
    this.starts = new long[splits][partitions.size()];
    this.targets = new long[splits];
    long[] records = new long[splits];
    for (PartitionSizes partition : PartitionSizes.inOrder(partitions)) {
      for (int split = 0; split < splits; split++) {
        starts[split][partition.partition()] = records[split];
        records[split] += partition.sequences()[split];
        targets[split] += partition.targets()[split];
      }
    }
    this.numbers = new ShardNumbers(records, targets, shardTokens);
  }

  @Override
  public ShardNumbers numbers() {
    return numbers;
  }

  @Override
  public long targets(Split split) {
    return targets[split.ordinal()];
  }

  @Override
  public int firstTarget(TokenSequence sequence) {
    return cut.firstTarget(sequence);
  }

  @Override
  public Function<EncodedDocument, List<Tuple2<SegmentKey, Segment>>> cutter(int partition) {
    long[] next = new long[starts.length]; // by split
    for (int split = 0; split < next.length; split++) {
      next[split] = starts[split][partition];
    }
    return document -> {
      if (cut.refusal(document).isPresent()) {
        return List.of();
      }
      int[] tokens = cut.framed(document);
      int split = document.split().ordinal();
      long first = next[split];
      next[split] += cut.sequences(tokens.length);
      return segments(document, tokens, first);
    };
  }

  /**
   * Returns a document's tokens, cut where shards begin; {@code first} is its first sequence's
   * number.
   */
  private List<Tuple2<SegmentKey, Segment>> segments(
      EncodedDocument document, int[] tokens, long first) {
    List<Tuple2<SegmentKey, Segment>> segments = new ArrayList<>();
    int sequences = cut.sequences(tokens.length);
    for (int from = 0; from < sequences; ) {
      int shard = shard(document.split(), first + from);
      long shardEnd = numbers.firstRecord(document.split(), shard + 1);
      int to = (int) Math.min(sequences, shardEnd - first);
      int[] part = Arrays.copyOfRange(tokens, cut.start(from), cut.end(to - 1, tokens.length));
      segments.add(
          new Tuple2<>(
              new SegmentKey(numbers.index(document.split(), shard), first + from),
              new Segment(
                  document.id(), document.label(), part, document.tags(), document.words())));
      from = to;
    }
    return segments;
  }

  private int shard(Split split, long sequence) {
    return Math.toIntExact(sequence / numbers.shardRecords(split));
  }

  @Override
  public Iterator<TokenSequence> sequences(
      Split split, int shard, Iterator<Tuple2<SegmentKey, Segment>> segments) {
    return new Sequences(cut, segments);
  }

  /** Cuts segments into their sequences. */
  private static final class Sequences implements Iterator<TokenSequence> {
    private final SequenceCut cut;
    private final Iterator<Tuple2<SegmentKey, Segment>> segments;
    private Tuple2<SegmentKey, Segment> segment;
    private int next;

    Sequences(SequenceCut cut, Iterator<Tuple2<SegmentKey, Segment>> segments) {
      this.cut = cut;
      this.segments = segments;
    }

    @Override
    public boolean hasNext() {
      return segments.hasNext()
          || segment != null && next < cut.sequences(segment._2().tokens().length);
    }

    @Override
    public TokenSequence next() {
      if (segment == null || next == cut.sequences(segment._2().tokens().length)) {
        segment = segments.next();
        next = 0;
      }
      int[] tokens = segment._2().tokens();
      int index = next++;
      return new TokenSequence(
          segment._1().position() + index,
          segment._2().article(),
          Arrays.copyOfRange(tokens, cut.start(index), cut.end(index, tokens.length)),
          segment._2().label(),
          segment._2().tags(),
          segment._2().words());
    }
  }
}
