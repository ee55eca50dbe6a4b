package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.rnnlm.shard.Split;

/**
 * Where everything lies in the token streams of the three splits. A stream is END, then every
 * article followed by END. Record i of a split covers stream positions {@code i * length} to {@code
 * (i + 1) * length}, both included: it shares one token with its neighbour, so that every token but
 * the first is predicted exactly once.
 */
final class StreamLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int length;
  private final long[][] starts; // starts[split][partition]: stream position of its first token
  private final long[] sizes; // tokens in the split's stream
  private final long[] records;
  private final long[] shardRecords;

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
    this.records = new long[splits];
    this.shardRecords = new long[splits];
    List<PartitionSizes> ordered =
        partitions.stream().sorted(Comparator.comparingInt(PartitionSizes::partition)).toList();
    for (int split = 0; split < splits; split++) {
      long position = 1; // the END that every stream begins with
      for (PartitionSizes partition : ordered) {
        starts[split][partition.partition()] = position;
        position += partition.tokens()[split] + partition.articles()[split];
      }
      sizes[split] = position;
      records[split] = (position - 1 + length - 1) / length;
      long shards = Math.max(1, (records[split] * length + shardTokens - 1) / shardTokens);
      shardRecords[split] = Math.max(1, (records[split] + shards - 1) / shards);
    }
  }

  int length() {
    return length;
  }

  long start(Split split, int partition) {
    return starts[split.ordinal()][partition];
  }

  long records(Split split) {
    return records[split.ordinal()];
  }

  /** Tokens that are predicted: all of the stream but its first. */
  long targets(Split split) {
    return sizes[split.ordinal()] - 1;
  }

  int shards(Split split) {
    return Math.toIntExact(
        (records(split) + shardRecords[split.ordinal()] - 1) / shardRecords[split.ordinal()]);
  }

  int shards() {
    int all = 0;
    for (Split split : Split.values()) {
      all += shards(split);
    }
    return all;
  }

  long firstRecord(Split split, int shard) {
    return shard * shardRecords[split.ordinal()];
  }

  /** First stream position that a shard holds. */
  long shardStart(Split split, int shard) {
    return firstRecord(split, shard) * length;
  }

  /**
   * One past the last stream position that a shard holds; the last token is the next one's first.
   */
  long shardEnd(Split split, int shard) {
    return Math.min(firstRecord(split, shard + 1) * length + 1, sizes[split.ordinal()]);
  }

  /** The first shard that holds a stream position. */
  int firstShard(Split split, long position) {
    long span = shardRecords[split.ordinal()] * length;
    return Math.toIntExact(
        position > 0 && position % span == 0 ? position / span - 1 : position / span);
  }

  /** The split that a shard, given by its index among those of all splits, is of. */
  Split splitOf(int index) {
    for (Split split : Split.values()) {
      if (index < index(split, shards(split))) {
        return split;
      }
    }
    throw new IllegalArgumentException("shard " + index + " of " + shards());
  }

  /** Index of a shard among those of all splits. */
  int index(Split split, int shard) {
    int index = shard;
    for (int before = 0; before < split.ordinal(); before++) {
      index += shards(Split.values()[before]);
    }
    return index;
  }
}
