package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceGroupTest {
  private static List<SequenceGroup> groups(int hiddenSize, int batch) {
    return SequenceGroup.of(new RecurrentShape(Cell.LSTM, 3, hiddenSize, batch, 2, true));
  }

  @ParameterizedTest
  @CsvSource({"256, 32", "650, 20", "5000, 3", "7, 1", "100, 41"})
  void eachSequenceIsInOneGroupInOrder(int hiddenSize, int batch) {
    List<SequenceGroup> groups = groups(hiddenSize, batch);

    assertThat(
            groups.stream()
                .flatMapToInt(
                    group -> IntStream.range(group.first(), group.first() + group.sequences())))
        .containsExactlyElementsOf(IntStream.range(0, batch).boxed().toList());
    assertThat(groups.stream().map(SequenceGroup::index))
        .containsExactlyElementsOf(IntStream.range(0, groups.size()).boxed().toList());
  }

  @Test
  void aGroupIsAsLargeAsTheNearestCachesAllowAndNoSmallerThanASequence() {
    assertThat(groups(256, 32)).hasSize(4).extracting(SequenceGroup::values).containsOnly(2048);
    assertThat(groups(5000, 3)).hasSize(3).extracting(SequenceGroup::values).containsOnly(5000);
  }
}
