package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.rnnlm.io.Json;

class GradientNormsTest {
  @Test
  void stepsPutTogetherInAnyGroupsHaveTheSameMeanAndTheLargestOfAll() {
    GradientNorms one = GradientNorms.of(2, false).and(GradientNorms.of(5, true));
    GradientNorms all = one.and(GradientNorms.of(1, false)).and(GradientNorms.NONE);
    GradientNorms otherwise =
        GradientNorms.NONE
            .and(GradientNorms.of(2, false))
            .and(GradientNorms.of(5, true).and(GradientNorms.of(1, false)));
    for (GradientNorms norms : new GradientNorms[] {all, otherwise}) {
      assertThat(norms.steps()).isEqualTo(3);
      assertThat(norms.mean()).isCloseTo(8.0 / 3, within(1e-12));
      assertThat(norms.largest()).isEqualTo(5);
      assertThat(norms.clipped()).isCloseTo(1.0 / 3, within(1e-12));
    }
  }

  @Test
  void noStepsHaveNoNormAndAreReadBackAsSuch() {
    String json = Json.line(GradientNorms.NONE);
    assertThat(Json.read(json, GradientNorms.class, "here")).isEqualTo(GradientNorms.NONE);
  }
}
