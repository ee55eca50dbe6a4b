package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.TokenSequence;

/**
 * The sequences of a round in batches of like length, so that little is computed for padding; and
 * batches that are padded to the same number of steps one after the other, so that a layer's
 * kernels of each shape are made once a round. Shapes, and the batches of a shape, come in random
 * order: a round must not end with its longest sequences always.
 */
final class BatchesByLength implements Batches {
  private final ShardBatches reader;
  private final Iterator<List<TokenSequence>> batches;
  private List<TokenSequence> last = List.of();

  /**
   * @param reader of the round's sequences, all of which are read here
   * @param seed of the order of the batches
   */
  BatchesByLength(ShardBatches reader, Padding padding, long seed) {
    this.reader = reader;
    this.batches = byShape(batches(reader), padding, seed).iterator();
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

  private static List<List<TokenSequence>> byShape(
      List<List<TokenSequence>> batches, Padding padding, long seed) {
    Map<Integer, List<List<TokenSequence>>> shapes = new LinkedHashMap<>();
    for (int i : EpochOrder.permutation(batches.size(), seed)) {
      int steps = padding.steps(batches.get(i));
      shapes.computeIfAbsent(steps, unseen -> new ArrayList<>()).add(batches.get(i));
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
