package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.StoredFile;

class SplitContentTest {
  @Test
  void aGapBetweenShardsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> content(9, shard("a", 0, 4), shard("b", 5, 5)))
        .withMessage("shard b begins at sequence 5 instead of 4");
  }

  @Test
  void aFirstShardThatDoesNotBeginAtZeroIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> content(4, shard("a", 3, 4)))
        .withMessage("shard a begins at sequence 3 instead of 0");
  }

  @Test
  void shardsThatDoNotAddUpAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> content(10, shard("a", 0, 4), shard("b", 4, 5)))
        .withMessage("shards hold 9 sequences, the split says 10");
  }

  @Test
  void aShardWithoutRecordsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> shard("a", 7, 0))
        .withMessage("shard a has 0 records from 7");
  }

  private static SplitContent content(long records, Shard... shards) {
    return new SplitContent(3, 70, 60, 2, records, List.of(shards));
  }

  private static Shard shard(String name, long firstSequence, int records) {
    return new Shard(new StoredFile(name, 100, "00"), firstSequence, records);
  }
}
