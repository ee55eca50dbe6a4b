package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassWeightsTest {
  @Test
  void balancedOnesAreByInverseFrequencyAndTheirMeanOverTheSequencesIsOne() {
    ClassWeights weights = ClassWeights.balancing(6, 1, 3);
    assertThat(weights.by(List.of("a", "b", "c")))
        .isEqualTo(Map.of("a", 10 / 18.0, "b", 10 / 3.0, "c", 10 / 9.0));
    assertThat(6 * weights.values().get(0) + weights.values().get(1) + 3 * weights.values().get(2))
        .isEqualTo(10);
  }

  @Test
  void aClassThatDoesNotOccurChangesTheOthersNot() {
    assertThat(ClassWeights.balancing(6, 0, 4).values()).containsExactly(10 / 12.0, 1.0, 10 / 8.0);
    assertThat(ClassWeights.balancing(5, 5).values()).containsExactly(1.0, 1.0);
  }

  @Test
  void thoseThatTeachNothingAreRefused() {
    for (List<Double> wrong :
        List.of(List.of(1.0, -0.1), List.of(0.0, 0.0), List.of(Double.NaN), List.of(1.0, 1e300))) {
      assertThatIllegalArgumentException().isThrownBy(() -> ClassWeights.of(wrong));
    }
    assertThat(ClassWeights.of(List.of(0.0, 2.0)).areEqual()).isFalse();
    assertThat(ClassWeights.BALANCED.areEqual()).isFalse();
    assertThat(ClassWeights.EQUAL.areEqual()).isTrue();
  }
}
