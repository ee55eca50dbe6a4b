package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;
import org.rnnlm.train.outer.RoundDeltas;

class RoundBytesTest {
  private static final OptimizerSpec DECAY = OptimizerSpec.ADAM.decaying(0.1);

  private static OuterSpec outer(InnerMoments moments, RoundDeltas deltas) {
    return new OuterSpec(OuterMethod.AVERAGE, 1, OptionalDouble.empty(), moments).with(deltas);
  }

  @ParameterizedTest
  @CsvSource({
    "AVERAGE, NONE, 12000, 12000, 0",
    "KEEP, NONE, 4000, 4000, 8000",
    "KEEP, F32, 4000, 4000, 8000",
    "KEEP, BF16, 4000, 2000, 12000",
    "KEEP, INT8, 4000, 1016, 12000",
    "KEEP, INT4, 4000, 564, 12000"
  })
  void aWorkerOfAThousandParametersSends(
      InnerMoments moments, RoundDeltas deltas, long received, long sent, long kept) {
    LearningRate rate = new LearningRate(LearningRate.Schedule.CONSTANT, 0.01, 0);
    AveragingSpec averaging = AveragingSpec.of(4, 2).with(outer(moments, deltas));
    TrainingSpec training = TrainingSpec.of(averaging, BatchSpec.whole(4), 1, rate, 5);
    assertThat(RoundBytes.of(1000, training)).isEqualTo(new RoundBytes(received, sent, kept));
  }

  @Test
  void ofALargeEmbeddingAsManyRowsAreSentAsARoundHasTokens() {
    LearningRate rate = new LearningRate(LearningRate.Schedule.CONSTANT, 0.01, 0);
    TrainingSpec training = TrainingSpec.of(AveragingSpec.of(4, 2), BatchSpec.whole(5), 1, rate, 5);
    ModelSpec model = ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.trained(11));
    long rows = 5 * 2 * 14;
    long row = 12 * 11 + 4;
    assertThat(RoundBytes.of(model, 1_200_000, training, 100_000, 13))
        .isEqualTo(new RoundBytes(1_200_000 + 4 * rows * row, 1_200_000 + rows * row, 0));
    long all = 12L * 900_000;
    assertThat(RoundBytes.of(model, 900_000, training, 70_000, 13))
        .as("an embedding of fewer than 2^20 values")
        .isEqualTo(new RoundBytes(all, all, 0));
    assertThat(RoundBytes.of(model, 1_200_000, training.with(DECAY), 100_000, 13).sent())
        .isEqualTo(14_400_000);
  }

  @Test
  void deltasNeedMomentsThatAreKept() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> outer(InnerMoments.AVERAGE, RoundDeltas.INT8))
        .withMessageContaining("train.round-deltas = int8")
        .withMessageContaining("train.moments = keep");
  }
}
