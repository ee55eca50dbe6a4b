package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadPlanTest {
  private static final long SLICE = 16 << 20;

  /** A sample, all of Wikipedia as bzip2 and as plain XML, and a crawl of the web. */
  @ParameterizedTest
  @CsvSource({
    "2, 1700000, 1, 4",
    "2, 201000000, 12, 47",
    "2, 20000000000, 244, 244",
    "2, 90000000000, 244, 244",
    "64, 20000000000, 1193, 1385",
    "64, 2000000000000, 1385, 1385",
    "1000, 2000000000000, 5477, 5477",
    "100000, 2000000000000, 119210, 200000",
  })
  void aCoreKeepsAccountOfAsManyBlocksAsItCan(int cores, long bytes, int tasks, int partitions) {
    int slices = (int) ((bytes + SLICE - 1) / SLICE);
    ReadPlan plan = ReadPlan.of(bytes, slices, cores);
    assertThat(plan).isEqualTo(new ReadPlan(tasks, partitions));
    assertThat(plan.blocks())
        .isLessThanOrEqualTo(Math.max(ReadPlan.BLOCKS_OF_A_CORE * cores, 4L * cores * cores));
  }
}
