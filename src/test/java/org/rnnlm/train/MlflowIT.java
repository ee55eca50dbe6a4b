package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.mlflow.MlflowFiles;
import org.rnnlm.mlflow.MlflowSpec;
import org.rnnlm.mlflow.TrackingServerFixture;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RunFolder;
import org.rnnlm.shard.ShardSet;

/** A training that a server tracks. */
class MlflowIT extends SmallRunFixture {
  private TrainingRun run(
      ShardSet data, TrackingServerFixture server, RunFolder to, TrainingMonitor monitor) {
    MlflowSpec mlflow =
        MlflowSpec.of(
            server.address(), "small", "", MlflowFiles.CHECKPOINT, Map.of("train.workers", "2"));
    RunSpec spec =
        new RunSpec(
            1,
            TokenSpacing.NEVER,
            TokenSpacing.NEVER,
            new Retention(100, 1, 0),
            RunLog.NONE,
            Optional.of(mlflow),
            new SampleSpec(0.8, 10, 1));
    return new TrainingRun(spark, data, MODEL, training(2, 2), spec, to, monitor);
  }

  /** The loss of each round by its tokens, as the run's own folder has it. */
  private static Map<Long, List<Double>> losses(RunFolder run) {
    Map<Long, List<Double>> losses = new TreeMap<>();
    for (RoundMetrics line : MetricsLog.read(run.folder())) {
      losses.put(line.tokens(), List.of(line.loss()));
    }
    return losses;
  }

  @Test
  void whateverBecomesOfItsServerATrainingIsOneRunThereAndTheSameToTheBit() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(2, 2), "alone", StopAfter.never());
    List<String> warnings = new ArrayList<>();
    try (TrackingServerFixture server = TrackingServerFixture.start()) {
      assertThatExceptionOfType(StopAfter.Stopped.class)
          .isThrownBy(() -> run(data, server, created("told"), new StopAfter(3)).start());
      assertThat(server.onlyRun().status).isEqualTo("FAILED");
      assertThat(server.onlyRun().values("loss/train")).hasSize(3);

      server.goDown();
      run(data, server, opened("told"), StopAfter.warned(warnings)).resume("");
      assertThat(warnings).hasSize(2).allMatch(warning -> warning.contains(server.address()));
      server.comeUp();
      run(data, server, opened("told"), StopAfter.warned(warnings)).resume("");

      TrackingServerFixture.Run told = server.onlyRun();
      assertThat(told.status).isEqualTo("FINISHED");
      assertThat(told.values("loss/train")).isEqualTo(losses(opened("told"))).hasSizeGreaterThan(3);
      assertThat(told.values("loss/valid")).hasSize(2);
      assertThat(told.tags).containsKeys("rnnlm.best-checkpoint", "rnnlm.run", "rnnlm.vocabulary");
      assertThat(told.files.keySet())
          .contains("settings.conf", "metrics.jsonl")
          .anyMatch(name -> name.matches("best-checkpoint/round-.*/model.zip"));
    }
    assertThat(parameters("told")).isEqualTo(parameters("alone"));
  }
}
