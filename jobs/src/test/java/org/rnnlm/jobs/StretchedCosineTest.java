package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.jobs.specs.TrainingSpecs;
import org.rnnlm.train.TrainingSpec;

/** Whoever gives a cosine another length when resuming is told both rates. */
class StretchedCosineTest {
  private static TrainingSpec training(String schedule, int epochs) {
    return TrainingSpecs.of(
        SettingsLayers.ofReference()
            .withAssignment("train.schedule=" + schedule)
            .withAssignment("train.learning-rate=0.01")
            .withAssignment("train.rate-scale=1")
            .withAssignment("train.epochs=" + epochs)
            .settings());
  }

  @Test
  void bothRatesAreTold() {
    // at the end of 2 epochs a cosine is at a tenth of its peak, halfway through 4 at 0.55 of it
    assertThat(StretchedCosine.warning(2000, 1000, training("cosine", 4), training("cosine", 2)))
        .hasValue(
            "with train.epochs 4 in place of 2 the cosine has another length: the learning rate goes on at 0.00550, where it was 0.00100");
  }

  @Test
  void aCosineOfTheSameLengthAndOtherSchedulesGoOnInSilence() {
    assertThat(StretchedCosine.warning(2000, 1000, training("cosine", 4), training("cosine", 4)))
        .isEmpty();
    assertThat(
            StretchedCosine.warning(2000, 1000, training("constant", 4), training("constant", 2)))
        .isEmpty();
  }
}
