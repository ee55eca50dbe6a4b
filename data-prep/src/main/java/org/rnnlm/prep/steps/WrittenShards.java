package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;

/**
 * The shards of all splits.
 *
 * @param sizes of the documents that they are made of
 * @param shards in the order of their splits and numbers
 */
record WrittenShards(
    List<PartitionSizes> sizes, ShardLayout layout, List<WriteShard.Result> shards) {

  /** As the manifest has them, by the splits' keys. */
  Map<String, SplitContent> splits() {
    Map<String, SplitContent> splits = new TreeMap<>();
    for (Split split : Split.values()) {
      splits.put(split.key(), content(split));
    }
    return splits;
  }

  private SplitContent content(Split split) {
    int index = split.ordinal();
    List<WriteShard.Result> written =
        shards.stream().filter(result -> result.split() == split).toList();
    return new SplitContent(
        sizes.stream().mapToLong(part -> part.articles()[index]).sum(),
        sizes.stream().mapToLong(part -> part.characters()[index]).sum(),
        layout.targets(split),
        written.stream().mapToLong(WriteShard.Result::unknown).sum(),
        layout.numbers().records(split),
        written.stream().map(WriteShard.Result::shard).toList());
  }

  /** Sentences or pairs left out of all splits, or texts cut, by reason; nothing in other modes. */
  Map<String, Long> leftOut(SequenceMode mode) {
    Map<String, Long> sum = new TreeMap<>();
    for (Split split : Split.values()) {
      PartitionSizes.leftOut(sizes, split, mode)
          .forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    }
    return sum;
  }
}
