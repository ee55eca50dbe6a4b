package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;

class StepBenchmarkTest {
  private static final ComputeSpec JAVA =
      new ComputeSpec(ComputeSpec.Layers.RNNLM, new KernelSpec(KernelChoice.JAVA, Bf16Choice.OFF));

  /** Those of DL4J's layers too, where they have the model at all. */
  @ParameterizedTest
  @EnumSource(Head.class)
  void everyHeadIsTimed(Head head) {
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 1, 4)
            .with(EmbeddingSpec.trained(3))
            .with(new HeadSpec(head, Pooling.LAST, 0, DenseActivation.RELU));

    try (StepBenchmark benchmark =
        new StepBenchmark(new StepBenchmark.Spec(model, 11, 2, 5, JAVA))) {
      StepBenchmark.Stretch stretch = benchmark.run(0);
      assertThat(stretch.steps()).isEqualTo(1);
      assertThat(stretch.tokensPerSecond()).isPositive();
      assertThat(stretch.cellMilliseconds()).isPositive();
    }
  }
}
