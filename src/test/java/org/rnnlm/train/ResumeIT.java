package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;
import org.rnnlm.train.outer.RoundDeltas;

/** A resumed run is the run that was never stopped, bit for bit, or is refused with the reason. */
class ResumeIT extends SmallRunFixture {
  @Test
  void resumingIsInvisibleWithDropoutAnAdaptiveSoftmaxAndAFallingLearningRate() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    ModelSpec dropout =
        ModelSpec.of(Cell.LSTM, 2, 6)
            .with(EmbeddingSpec.tied(5))
            .with(DropoutSpec.of(0.5))
            .with(HeadSpec.LANGUAGE_MODEL.with(OutputSpec.ADAPTIVE));
    LearningRate cosine = new LearningRate(LearningRate.Schedule.COSINE, 0.01, 20);
    TrainingSpec training =
        TrainingSpec.of(AveragingSpec.of(2, 3), BatchSpec.whole(4), 2, cosine, 5).with(CLIPPING);
    run(data, dropout, training, "whole", StopAfter.never());
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, dropout, training, "stopped", new StopAfter(3)));
    new TrainingRun(
            spark, data, dropout, training, everyRound(), opened("stopped"), StopAfter.never())
        .resume("");
    assertThat(parameters("stopped")).isEqualTo(parameters("whole"));
  }

  @ParameterizedTest
  @CsvSource({"NESTEROV, INT4", "BMUF, NONE", "BMUF, INT8"})
  void resumingIsInvisibleToOuterMomentumKeptMomentsDeltasAndGrowingRounds(
      OuterMethod method, RoundDeltas deltas) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    OuterSpec outer =
        new OuterSpec(method, 0.9, OptionalDouble.of(0.6), InnerMoments.KEEP).with(deltas);
    TrainingSpec training = training(3, 2, new RoundLengths(1, 1.5, 3), outer);
    TrainingState whole = run(data, MODEL, training, "whole", StopAfter.never());
    assertThat(whole.position().rounds()).isGreaterThan(4);

    stoppedAfterEveryRound(data, training, whole.position().rounds());

    assertEveryCheckpointIsThatOfTheWholeRun();
    assertThat(folder.resolve("whole/moments")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void resumingIsInvisibleToTheStateOfEveryOptimizerAveragedAndKept(OptimizerSpec optimizer)
      throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    for (InnerMoments moments : InnerMoments.values()) {
      RoundDeltas deltas = moments == InnerMoments.KEEP ? RoundDeltas.BF16 : RoundDeltas.NONE;
      OuterSpec outer =
          new OuterSpec(OuterMethod.AVERAGE, 1, OptionalDouble.empty(), moments).with(deltas);
      TrainingSpec training = training(3, 2, RoundLengths.constant(2), outer).with(optimizer);
      String whole = "whole-" + moments;
      String stopped = "stopped-" + moments;
      TrainingState state = run(data, MODEL, training, whole, StopAfter.never());
      assertThat(state.position().rounds()).isGreaterThan(3);
      assertThatExceptionOfType(StopAfter.Stopped.class)
          .isThrownBy(() -> run(data, MODEL, training, stopped, new StopAfter(3)));
      resume(data, training, stopped);
      assertThat(replica(stopped).values()).isEqualTo(replica(whole).values());
    }
    assertThat(parameters("whole-KEEP").length * (1L + optimizer.values()))
        .isEqualTo(replica("whole-KEEP").values().length);
  }

  @Test
  void anotherOptimizerIsRefusedWhenResuming() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, MODEL, training(2, 2), "run", new StopAfter(2)));
    for (OptimizerSpec other : optimizers()) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> resume(data, training(2, 2).with(other), "run"))
          .withMessageContaining("round-000002")
          .withMessageContaining("another optimizer")
          .withMessageContaining("ADAM")
          .withMessageContaining(other.method().name());
    }
  }

  @Test
  void anotherOuterOptimizerIsRefusedWhenResuming() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, MODEL, training(2, 2), "run", new StopAfter(2)));
    OuterSpec nesterov =
        new OuterSpec(OuterMethod.NESTEROV, 1, OptionalDouble.empty(), InnerMoments.AVERAGE);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> resume(data, training(2, 2, RoundLengths.constant(3), nesterov), "run"))
        .withMessageContaining("round-000002")
        .withMessageContaining("outer optimizer");
  }

  @Test
  void theBestEpochsCheckpointStaysWhateverComesAfterAResume() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    RunSpec few = new RunSpec(1, new Retention(1, 1, 0), everyRound().samples());
    new TrainingRun(spark, data, MODEL, constant(0.01, 2), few, created("run"), StopAfter.never())
        .start();
    TrainingState state =
        new TrainingRun(spark, data, MODEL, constant(20, 4), few, opened("run"), StopAfter.never())
            .resume("");

    int best = state.best().orElseThrow().round();
    assertThat(best).as("a rate of 20 makes it worse").isLessThan(state.position().rounds());
    assertThat(opened("run").checkpoints().rounds())
        .containsExactly(best, state.position().rounds());
  }

  private static TrainingSpec constant(double rate, int epochs) {
    LearningRate learningRate = new LearningRate(LearningRate.Schedule.CONSTANT, rate, 0);
    return TrainingSpec.of(AveragingSpec.of(2, 3), BatchSpec.whole(4), epochs, learningRate, 5)
        .with(CLIPPING);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void resumingIsInvisibleWhereverTheRunWasStopped(int workers) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec training = training(workers, 2);
    TrainingState whole = run(data, MODEL, training, "whole", StopAfter.never());
    int rounds = whole.position().rounds();
    assertThat(rounds).isGreaterThanOrEqualTo(4);

    TrainingState resumed = stoppedAfterEveryRound(data, training, rounds);

    assertEveryCheckpointIsThatOfTheWholeRun();
    assertThat(replica("stopped").iteration()).isEqualTo(replica("whole").iteration());
    assertThat(resumed.position()).isEqualTo(whole.position());
    assertThat(resumed.epochs().get(1).validLoss()).isEqualTo(whole.epochs().get(1).validLoss());
    assertThat(resumed.epochs().get(1).trainLoss()).isEqualTo(whole.epochs().get(1).trainLoss());
    assertThat(rounds("stopped")).isEqualTo(rounds("whole"));
  }

  /** Stops a run in the middle of every round, and goes on each time from where that left it. */
  private TrainingState stoppedAfterEveryRound(ShardSet data, TrainingSpec training, int rounds) {
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(() -> run(data, MODEL, training, "stopped", new StopAfter(1)));
    for (int round = 2; round < rounds; round++) {
      assertThat(opened("stopped").checkpoints().rounds()).endsWith(round - 1);
      TrainingRun next =
          new TrainingRun(
              spark, data, MODEL, training, everyRound(), opened("stopped"), new StopAfter(round));
      assertThatExceptionOfType(StopAfter.Stopped.class).isThrownBy(() -> next.resume(""));
    }
    return resume(data, training, "stopped");
  }

  private void assertEveryCheckpointIsThatOfTheWholeRun() {
    CheckpointStore whole = opened("whole").checkpoints();
    CheckpointStore stopped = opened("stopped").checkpoints();
    assertThat(stopped.rounds()).isEqualTo(whole.rounds());
    for (int round : whole.rounds()) {
      assertThat(ReplicaState.of(stopped.open(round).network()).values())
          .as("after round %d", round)
          .isEqualTo(ReplicaState.of(whole.open(round).network()).values());
    }
  }

  private List<Integer> rounds(String name) {
    Folder run = Folder.at(folder.resolve(name).toString(), new Configuration());
    return MetricsLog.read(run).stream().map(RoundMetrics::round).toList();
  }

  @Test
  void resumingWithAnotherModelOrVocabularyIsRefused() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(1, 1), "run", StopAfter.never());
    ModelSpec wider = ModelSpec.of(Cell.LSTM, 2, 8).with(EmbeddingSpec.trained(5));
    TrainingRun other =
        new TrainingRun(
            spark, data, wider, training(1, 2), everyRound(), opened("run"), StopAfter.never());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> other.resume(""))
        .withMessageContaining("another model")
        .withMessageContaining("hiddenSize=8");
  }

  @Test
  void resumingOnOtherShardsOfTheSameVocabularyIsRefused() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(1, 1), "run", StopAfter.never());
    ShardSet other = SmallCorpus.write(folder.resolve("other"), SEQUENCES + 1);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> resume(other, training(1, 2), "run"))
        .withMessageContaining("another training data");
  }

  @Test
  void aDamagedNewestCheckpointIsPassedOverAndTheRunEndsAllTheSame() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(2, 2), "whole", StopAfter.never());
    RunSpec few = new RunSpec(1, new Retention(2, 1, 0), everyRound().samples());
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(
            () ->
                new TrainingRun(
                        spark, data, MODEL, training(2, 2), few, created("run"), new StopAfter(3))
                    .start());
    int newest = latest("run").state(TrainingState.class).position().rounds();
    Path model = folder.resolve(Text.format("run/checkpoints/round-%06d/model.zip", newest));
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    List<String> warnings = new ArrayList<>();

    new TrainingRun(
            spark, data, MODEL, training(2, 2), few, opened("run"), StopAfter.warned(warnings))
        .resume("");

    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(model + " does not have the SHA-256");
    assertThat(parameters("run")).isEqualTo(parameters("whole"));
    assertThat(rounds("run")).isEqualTo(rounds("whole"));
    latest("run").verify();
  }
}
