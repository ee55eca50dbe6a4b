package org.rnnlm.jobs.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.spark.package$;
import org.junit.jupiter.api.Test;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.train.Averaging;

/** DL4J's own averaging is there on Spark 3, and on Spark 4 refused with the reason. */
class AveragingThereTest {
  private static void choose(String averaging) {
    TrainingSpecs.of(
        SettingsLayers.ofReference().withAssignment("train.averaging=" + averaging).settings());
  }

  @Test
  void onSpark4Dl4jsIsRefusedBeforeAnythingStarts() {
    boolean there = package$.MODULE$.SPARK_VERSION().startsWith("3.");
    assertThat(Averaging.DL4J.isThere()).isEqualTo(there);
    if (there) {
      assertThatCode(() -> choose("dl4j")).doesNotThrowAnyException();
    } else {
      assertThatExceptionOfType(SettingsException.class)
          .isThrownBy(() -> choose("dl4j"))
          .withMessageContaining("train.averaging")
          .withMessageContaining("made for Spark 3");
    }
    assertThatCode(() -> choose("shards")).doesNotThrowAnyException();
  }
}
