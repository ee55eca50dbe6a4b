package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

class SearchOrderTest {
  private static final List<String> NAMES =
      IntStream.range(0, 27).mapToObj(trial -> "trial-" + trial).toList();

  @TempDir private Path folder;

  private Folder target() {
    return Folder.at(folder.resolve("found").toString(), new Configuration());
  }

  private List<String> order(List<String> names, long seed) {
    return SearchOrder.of(target(), names, names, seed);
  }

  @Test
  void aGridsTrialsAreShuffledBySeed() {
    List<String> order = SearchOrder.shuffled(NAMES, 1);
    assertThat(order).containsExactlyInAnyOrderElementsOf(NAMES).isNotEqualTo(NAMES);
    assertThat(SearchOrder.shuffled(NAMES, 1)).isEqualTo(order);
    assertThat(SearchOrder.shuffled(NAMES, 2)).isNotEqualTo(order);
  }

  @Test
  void aSearchGoesOnInTheOrderThatItBeganIn() {
    List<String> order = order(NAMES, 1);
    target().child("trial-3").write("run.json", "{}");

    assertThat(order(NAMES, 1)).isEqualTo(order);
    assertThat(order(NAMES, 2)).isEqualTo(order);
  }

  @Test
  void aSearchOfBeforeKeepsTheGridsOrder() {
    target().child("trial-3").write("run.json", "{}");

    assertThat(order(NAMES, 1)).isEqualTo(NAMES);
    assertThat(target().exists(SearchOrder.JSON)).isFalse();
  }

  @Test
  void anOrderOfOtherTrialsIsRefused() {
    order(NAMES, 1);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> order(NAMES.subList(0, 20), 1))
        .withMessageContaining("order.json is the order of a search of other trials");
  }
}
