package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.TokenSequence;

/**
 * The pairs of a round in batches whose sources are equally long, so that nothing stands between a
 * source and its target, whatever pairs share a batch. Those of a length are shared out evenly
 * among as many batches as they need, by the length of their targets: so there may be more and
 * smaller batches than the round was cut for.
 */
final class BatchesOfPairs {
  private BatchesOfPairs() {}

  /** The shape of a batch's arrays. */
  private record Shape(int source, int target, int pairs) {
    static Shape of(List<TokenSequence> batch) {
      int target = PairSequences.targets(batch.get(batch.size() - 1)); // the longest
      return new Shape(PairSequences.source(batch.get(0)), target, batch.size());
    }
  }

  /**
   * @param reader of the round's pairs, all of which are read here
   * @param seed of the order of the batches
   */
  static Batches of(ShardBatches reader, long seed) {
    List<List<TokenSequence>> batches = batches(reader.rest(), reader.batchSize());
    return new BatchesByShape(reader, batches, Shape::of, seed);
  }

  private static List<List<TokenSequence>> batches(List<TokenSequence> pairs, int most) {
    Map<Integer, List<TokenSequence>> bySource = new TreeMap<>();
    for (TokenSequence pair : pairs) {
      bySource.computeIfAbsent(PairSequences.source(pair), unseen -> new ArrayList<>()).add(pair);
    }
    List<List<TokenSequence>> batches = new ArrayList<>();
    for (List<TokenSequence> alike : bySource.values()) {
      alike.sort(Comparator.comparingInt(PairSequences::targets));
      int count = (alike.size() + most - 1) / most;
      for (int i = 0; i < count; i++) {
        batches.add(alike.subList(alike.size() * i / count, alike.size() * (i + 1) / count));
      }
    }
    return batches;
  }
}
