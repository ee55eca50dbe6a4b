package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.jobs.specs.TrainingSpecs;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.TrainingSpec;

/** What workers need is compared with what their process has. */
class WorkersTest {
  private static final long GIBIBYTE = 1L << 30;

  private static TrainingSpec training(String... settings) {
    SettingsLayers layers = SettingsLayers.ofReference();
    for (String setting : settings) {
      layers = layers.withAssignment(setting);
    }
    return TrainingSpecs.of(layers.settings());
  }

  private static MemoryEstimate parameters(long count) {
    return new MemoryEstimate(count, 12L * count, 0, 0, 0);
  }

  private static Workers workers(boolean local, int inOneProcess, long heapBytes) {
    return workers(local, inOneProcess, heapBytes, heapBytes);
  }

  private static Workers workers(boolean local, int inOneProcess, long heap, long arrays) {
    return new Workers(
        local ? "local[2]" : "yarn", local, inOneProcess, heap, arrays, 8 * GIBIBYTE, 0);
  }

  @Test
  void aHeapThatCannotHoldTheFirstRoundIsRefusedWithTheFigures() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () -> workers(true, 2, 4 * GIBIBYTE).requireHeap(parameters(202_597_610), training()))
        .withMessage(
            "the model has 202,597,610 parameters, which with the optimizer's state are 2.3 GiB; a"
                + " process in which 2 workers train side by side holds at least 14.1 GiB of them,"
                + " and its heap is 4.0 GiB, 4.0 GiB of it for arrays that stay; set"
                + " RNNLM_DRIVER_MEMORY=17g, or have fewer workers in it: --master local[1]");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () -> workers(false, 3, 4 * GIBIBYTE).requireHeap(parameters(91_000_000), training()))
        .withMessageContaining("set RNNLM_EXECUTOR_MEMORY=7g");
  }

  @Test
  void theYoungGenerationHoldsNoState() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                workers(true, 1, 12 * GIBIBYTE, 8 * GIBIBYTE)
                    .requireHeap(parameters(202_597_610), training()))
        .withMessageContaining("its heap is 12.0 GiB, 8.0 GiB of it for arrays that stay")
        .withMessageContaining("set RNNLM_DRIVER_MEMORY=16g");
    assertThatCode(
            () ->
                workers(true, 2, 1970L << 20, 1433L << 20)
                    .requireHeap(parameters(20_340_776), training()))
        .as("measured to train")
        .doesNotThrowAnyException();
  }

  @Test
  void aHeapThatHoldsItIsTaken() {
    assertThatCode(
            () -> workers(true, 2, 1950L << 20).requireHeap(parameters(20_340_776), training()))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                workers(false, 3, 4 * GIBIBYTE)
                    .requireHeap(parameters(100_000_000), training("train.moments=keep")))
        .doesNotThrowAnyException();
  }
}
