package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rnnlm.shard.TokenSequence;

/**
 * The batches of a round, those of one shape one after the other, so that a layer's kernels of each
 * shape are made once a round. Shapes, and the batches of a shape, come in random order: a round
 * must not end with its longest sequences always.
 */
final class BatchesByShape implements Batches {
  private final ShardBatches reader;
  private final Iterator<List<TokenSequence>> batches;
  private List<TokenSequence> last = List.of();

  /**
   * @param reader that all of the sequences come from
   * @param batches of the round, in any order that follows from the data
   * @param shape of a batch's arrays: equal where they are equally large
   * @param seed of the order of the batches
   */
  BatchesByShape(
      ShardBatches reader,
      List<List<TokenSequence>> batches,
      Function<List<TokenSequence>, ?> shape,
      long seed) {
    this.reader = reader;
    this.batches = inOrder(batches, shape, seed).iterator();
  }

  private static List<List<TokenSequence>> inOrder(
      List<List<TokenSequence>> batches, Function<List<TokenSequence>, ?> shape, long seed) {
    Map<Object, List<List<TokenSequence>>> shapes = new LinkedHashMap<>();
    for (int i : EpochOrder.permutation(batches.size(), seed)) {
      List<TokenSequence> batch = batches.get(i);
      shapes.computeIfAbsent(shape.apply(batch), unseen -> new ArrayList<>()).add(batch);
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
