package org.rnnlm.train;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.rnnlm.io.Hashes;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.SplitContent;

/**
 * The order in which an epoch visits the sequences of a split: shards in random order, and the
 * records of each in random order, so that whoever walks a stretch of it needs one shard at a time.
 * It follows from the seed and the epoch alone.
 */
final class EpochOrder {
  private static final long BATCH_ORDER = 1;

  private final List<Shard> shards;
  private final int[] shardOrder;
  private final long[] starts; // starts[i]: first position of the i-th shard visited
  private final long seed;
  private final int epoch;

  EpochOrder(SplitContent content, long seed, int epoch) {
    this.shards = content.shards();
    this.seed = seed;
    this.epoch = epoch;
    this.shardOrder = permutation(shards.size(), Hashes.seed(seed, epoch));
    this.starts = new long[shards.size() + 1];
    for (int i = 0; i < shards.size(); i++) {
      starts[i + 1] = starts[i] + shards.get(shardOrder[i]).records();
    }
  }

  /** Returns how many sequences an epoch visits. */
  long size() {
    return starts[starts.length - 1];
  }

  /** A stretch of positions that lies in one shard: {@code rows[i]} is the record visited i-th. */
  record Stretch(Shard shard, int[] rows) {}

  /** Returns the stretches that make up positions {@code from} to {@code to - 1}, in order. */
  List<Stretch> stretches(long from, long to) {
    return IntStream.range(0, shards.size())
        .filter(i -> starts[i] < to && starts[i + 1] > from)
        .mapToObj(i -> stretch(i, Math.max(from, starts[i]), Math.min(to, starts[i + 1])))
        .toList();
  }

  private Stretch stretch(int visited, long from, long to) {
    Shard shard = shards.get(shardOrder[visited]);
    int[] rows = permutation(shard.records(), Hashes.seed(seed, epoch, shard.firstSequence()));
    int first = (int) (from - starts[visited]);
    return new Stretch(
        shard, IntStream.range(first, first + (int) (to - from)).map(i -> rows[i]).toArray());
  }

  /** Returns the shard that holds a sequence. */
  Shard shardOf(long sequence) {
    return shards.stream()
        .filter(shard -> sequence < shard.firstSequence() + shard.records())
        .findFirst()
        .orElseThrow();
  }

  /** Returns a seed for what else is random about the sequences from a position on. */
  long seedAt(long position) {
    return Hashes.seed(seed, epoch, BATCH_ORDER, position);
  }

  /** Fisher and Yates' shuffle. */
  static int[] permutation(int size, long seed) {
    int[] order = IntStream.range(0, size).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
