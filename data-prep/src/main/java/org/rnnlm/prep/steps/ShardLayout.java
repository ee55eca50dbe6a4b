package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import scala.Tuple2;

/** Which sequence lies in which shard, in which place; it follows from the documents' order. */
interface ShardLayout extends Serializable {

  ShardNumbers numbers();

  /** Tokens that a split's sequences predict. */
  long targets(Split split);

  /** Puts the documents of a partition, given in their order, where they lie. */
  Function<EncodedDocument, List<Tuple2<SegmentKey, Segment>>> cutter(int partition);

  /**
   * Returns the sequences of a shard, in order.
   *
   * @param segments all of the shard's, in order
   */
  Iterator<TokenSequence> sequences(
      Split split, int shard, Iterator<Tuple2<SegmentKey, Segment>> segments);

  /** Returns the first token of a sequence that is predicted. */
  default int firstTarget(TokenSequence sequence) {
    return 1;
  }

  /**
   * @param partitions sizes of all partitions, in any order
   */
  static ShardLayout of(PrepareSpec spec, List<PartitionSizes> partitions) {
    return switch (spec.sequences().mode()) {
      case STREAM -> new StreamLayout(partitions, spec.sequences().length(), spec.shardTokens());
      case SENTENCE, WINDOW, LABELLED, PAIR, TAGGED ->
          new SeparateLayout(partitions, spec.cut(), spec.shardTokens());
    };
  }
}
