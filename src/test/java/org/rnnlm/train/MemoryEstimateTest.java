package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.OneDnn;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.model.OutputSpec;

class MemoryEstimateTest {
  private static final int VOCABULARY = 94;
  private static final int BATCH = 32;
  private static final int STEPS = 100;

  /** What JavaCPP counts, which is what its limit ends. */
  @ParameterizedTest
  @EnumSource
  void whatKernelsAllocateIsNoMoreThanEstimatedAndNotFarLess(Cell cell) {
    compare(ModelSpec.of(cell, 2, 256));
  }

  /** Which turn the gradients of their gates. */
  @ParameterizedTest
  @EnumSource(
      value = Cell.class,
      names = {"MIN_GRU", "MIN_LSTM", "QRNN"})
  void soIsWhatWideLayersAllocateThatDoNotWait(Cell cell) {
    compare(ModelSpec.of(cell, 2, 512));
  }

  /** Whose clusters take what they gather, too. */
  @Test
  void soIsWhatAnAdaptiveSoftmaxAllocates() {
    HeadSpec head =
        HeadSpec.LANGUAGE_MODEL.with(new OutputSpec(OutputSpec.Kind.ADAPTIVE, List.of(40, 70)));
    compare(ModelSpec.of(Cell.LSTM, 2, 256).with(head));
  }

  private static void compare(ModelSpec model) {
    Assumptions.assumeTrue(OneDnn.failure().isEmpty(), "oneDNN does not load here");
    KernelSpec kernels = new KernelSpec(KernelChoice.ONEDNN, Bf16Choice.OFF);
    ComputeSpec compute = new ComputeSpec(ComputeSpec.Layers.RNNLM, kernels);
    long before = Pointer.totalBytes();
    try (StepBenchmark step =
        new StepBenchmark(new StepBenchmark.Spec(model, VOCABULARY, BATCH, STEPS, compute))) {
      step.run(0);
      long allocated = Pointer.totalBytes() - before;
      assertThat(MemoryEstimate.of(model, compute, VOCABULARY, BATCH, STEPS).bytes())
          .as("%s", allocated)
          .isBetween(allocated, 2 * allocated);
    }
  }

  @ParameterizedTest
  @MethodSource("org.rnnlm.train.SmallRunFixture#optimizers")
  void whatIsSentAndHeldCountsTheOptimizersOwnState(OptimizerSpec optimizer) {
    ModelSpec model = ModelSpec.of(Cell.GRU, 1, 16);
    TrainingSpec training = SmallRunFixture.training(1, 1);
    MemoryEstimate adam = MemoryEstimate.of(model, training, VOCABULARY, STEPS);
    MemoryEstimate other = MemoryEstimate.of(model, training.with(optimizer), VOCABULARY, STEPS);
    assertThat(other.replicaBytes())
        .isEqualTo(adam.parameters() * Float.BYTES * (1 + optimizer.values()));
    assertThat(adam.stateBytes() - other.stateBytes())
        .isEqualTo(adam.parameters() * Float.BYTES * (2 - optimizer.values()));
  }
}
