package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.TokenSequence;

/**
 * The sequences of a round in batches of like length, so that little is computed for padding.
 * Batches that are padded to the same number of steps are of one shape.
 */
final class BatchesByLength {
  private BatchesByLength() {}

  /**
   * @param reader of the round's sequences, all of which are read here
   * @param seed of the order of the batches
   */
  static Batches of(ShardBatches reader, Padding padding, long seed) {
    return new BatchesByShape(reader, batches(reader), padding::steps, seed);
  }

  private static List<List<TokenSequence>> batches(ShardBatches reader) {
    List<TokenSequence> sequences = reader.rest();
    sequences.sort(Comparator.comparingInt(TokenSequence::targets));
    List<List<TokenSequence>> batches = new ArrayList<>();
    for (int from = 0; from < sequences.size(); from += reader.batchSize()) {
      batches.add(sequences.subList(from, Math.min(from + reader.batchSize(), sequences.size())));
    }
    return batches;
  }
}
