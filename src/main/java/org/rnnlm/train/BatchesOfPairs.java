package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
 *
 * <p>Batches of one shape come one after the other, so that a layer's kernels of each are made once
 * a round; shapes, and the batches of a shape, in random order.
 */
final class BatchesOfPairs implements Batches {
  private final ShardBatches reader;
  private final Iterator<List<TokenSequence>> batches;
  private List<TokenSequence> last = List.of();

  /** Of a batch's arrays. */
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
  BatchesOfPairs(ShardBatches reader, long seed) {
    this.reader = reader;
    this.batches = byShape(batches(reader.rest(), reader.batchSize()), seed).iterator();
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

  private static List<List<TokenSequence>> byShape(List<List<TokenSequence>> batches, long seed) {
    Map<Shape, List<List<TokenSequence>>> shapes = new LinkedHashMap<>();
    for (int i : EpochOrder.permutation(batches.size(), seed)) {
      List<TokenSequence> batch = batches.get(i);
      shapes.computeIfAbsent(Shape.of(batch), unseen -> new ArrayList<>()).add(batch);
    }
    return shapes.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public boolean hasNext() {
    return batches.hasNext();
  }

  @Override
  public List<TokenSequence> next() {
    last = batches.next();
    return last;
  }

  @Override
  public String shard() {
    return last.isEmpty() ? "" : reader.shardOf(last.get(last.size() - 1));
  }
}
