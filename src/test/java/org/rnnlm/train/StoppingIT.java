package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.io.Folder;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;

/** What is done between rounds, by what validations say and tokens count. */
class StoppingIT extends SmallRunFixture {
  /** No loss counts as lower, so patience runs out at known rounds. */
  @Test
  void stoppingEarlyAndThePlateausRateAreDecidedTheSameAfterAResume() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    LearningRate plateau =
        new LearningRate(
            LearningRate.Schedule.PLATEAU, 0.01, 0, new Plateau(new Patience(1, 9), 0.5));
    TrainingSpec training =
        TrainingSpec.of(AveragingSpec.of(1, 2), BatchSpec.whole(4), 4, plateau, 5)
            .with(CLIPPING)
            .stopping(new Patience(5, 9));
    TrainingState whole = trained(data, training, "whole", StopAfter.never());

    assertThat(whole.validLosses()).as("one after each round of two epochs' five").hasSize(6);
    assertThat(whole.position().rounds()).isEqualTo(6);
    assertThat(whole.epochs()).extracting(EpochMetrics::rounds).containsExactly(5, 6);
    assertThat(rates("whole")).containsExactly(0.01, 0.01, 0.005, 0.0025, 0.00125, 0.000625);
    for (int stop = 1; stop < 6; stop++) {
      String name = "stopped-" + stop;
      StopAfter monitor = new StopAfter(stop);
      assertThatExceptionOfType(StopAfter.Stopped.class)
          .isThrownBy(() -> trained(data, training, name, monitor));
      TrainingState resumed =
          new TrainingRun(spark, data, MODEL, training, scoring(), opened(name), StopAfter.never())
              .resume("");
      assertThat(resumed.validLosses()).isEqualTo(whole.validLosses());
      assertThat(replica(name).values()).isEqualTo(replica("whole").values());
      assertThat(rates(name)).isEqualTo(rates("whole"));
      assertThat(folder.resolve(name + "/tensorboard").toFile().list())
          .as("a file with each checkpoint")
          .containsExactlyInAnyOrder(folder.resolve("whole/tensorboard").toFile().list())
          .hasSize(6);
    }
  }

  private static RunSpec scoring() {
    return new RunSpec(
        1,
        TokenSpacing.NEVER,
        TokenSpacing.every(1),
        new Retention(100, 1, 0),
        RunLog.TENSORBOARD,
        everyRound().samples());
  }

  /** A rate of 20, after the third of five rounds, makes all that comes then worse. */
  @Test
  void theBestWithinAnEpochHasACheckpointThatStaysAndIsTheRuns() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    RunSpec few =
        new RunSpec(
            0,
            TokenSpacing.NEVER,
            TokenSpacing.every(1),
            new Retention(1, 2, 0),
            RunLog.NONE,
            everyRound().samples());
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(
            () ->
                new TrainingRun(spark, data, MODEL, at(0.01), few, created("run"), new StopAfter(3))
                    .start());
    assertThat(opened("run").checkpoints().rounds())
        .as("each is lower than the one before")
        .containsExactly(2, 3);
    TrainingState end =
        new TrainingRun(spark, data, MODEL, at(20), few, opened("run"), StopAfter.never())
            .resume("");

    Validation best = end.best().orElseThrow();
    assertThat(best.round()).isEqualTo(3);
    assertThat(best.loss()).isLessThan(end.bestEpoch().orElseThrow().validLoss());
    assertThat(end.bestRounds()).hasSize(10).startsWith(3, 2);
    assertThat(opened("run").checkpoints().rounds()).containsExactly(2, 3, 10);
    Checkpoint found =
        CheckpointStore.find(
            folder.resolve("run").toString(),
            new Configuration(),
            latest -> latest.state(TrainingState.class).bestRounds(),
            Function.identity(),
            warning -> {});
    assertThat(found.folder().name())
        .isEqualTo(Text.format("round-000003-lstm-2x6-loss-%.4f", best.loss()));
  }

  private static TrainingSpec at(double rate) {
    return TrainingSpec.of(AveragingSpec.of(1, 2), BatchSpec.whole(4), 2, rate(rate), 5)
        .with(CLIPPING);
  }

  private TrainingState trained(
      ShardSet data, TrainingSpec training, String name, TrainingMonitor monitor) {
    return new TrainingRun(spark, data, MODEL, training, scoring(), created(name), monitor).start();
  }

  private List<Double> rates(String name) {
    Folder run = Folder.at(folder.resolve(name).toString(), new Configuration());
    return MetricsLog.read(run).stream().map(RoundMetrics::learningRate).toList();
  }

  @Test
  void checkpointsAtTokensStayForGood() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    RunSpec spaced =
        new RunSpec(
            0,
            new TokenSpacing(60, 2),
            TokenSpacing.NEVER,
            new Retention(1, 1, 0),
            RunLog.NONE,
            everyRound().samples());
    LearningRate rate = rate(0.01);
    TrainingSpec training =
        TrainingSpec.of(AveragingSpec.of(1, 2), BatchSpec.whole(4), 2, rate, 5).with(CLIPPING);
    TrainingState end =
        new TrainingRun(spark, data, MODEL, training, spaced, created("run"), StopAfter.never())
            .start();

    assertThat(end.milestones()).hasSizeGreaterThan(2).first().isEqualTo(2);
    assertThat(opened("run").checkpoints().rounds())
        .containsAll(end.milestones())
        .contains(end.position().rounds());
  }
}
