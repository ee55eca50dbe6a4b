package org.rnnlm.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.run.WorkerSpread;
import org.rnnlm.shard.SequenceMode;

/** A run and a server that keeps to MLflow's REST API. */
class MlflowRunTest {
  @TempDir private Path folder;

  private final List<String> warnings = new ArrayList<>();
  private TrackingServerFixture server;

  @BeforeEach
  void start() throws IOException {
    server = TrackingServerFixture.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Folder run() {
    return Folder.at(folder.resolve("play").toString(), new Configuration());
  }

  private MlflowSpec spec(MlflowFiles files, Map<String, String> parameters) {
    return MlflowSpec.of(server.address() + "/", "plays", "", files, parameters);
  }

  private MlflowRun mlflow(MlflowSpec spec, Map<String, String> environment) {
    return new MlflowRun(spec, run(), Map.of("rnnlm.data", "shards"), warnings::add, environment);
  }

  private MlflowRun mlflow() {
    return mlflow(spec(MlflowFiles.NONE, Map.of("train.epochs", "2")), Map.of());
  }

  private static RoundMetrics line(int round) {
    return new RoundMetrics(
        round,
        1,
        100L * round,
        3.0 / round,
        1,
        0.01,
        0,
        round == 1 ? GradientNorms.NONE : new GradientNorms(4, 0.5, 2, 0.25),
        2,
        RoundTime.NONE,
        50,
        WorkerSpread.UNKNOWN,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  private static TrainingState state(int rounds, List<EpochMetrics> epochs, Validation... valid) {
    return new TrainingState(
        ModelSpec.of(Cell.LSTM, 1, 3),
        "words",
        "shards",
        SequenceMode.STREAM,
        new TrainingPosition(epochs.size(), 0, rounds, 100L * rounds),
        0,
        0,
        0,
        epochs,
        List.of(valid),
        List.of());
  }

  private static EpochMetrics epoch(int rounds, double loss) {
    return new EpochMetrics(
        1, rounds, 100L * rounds, 1.75, loss, 4.5, 6, Map.of("valid-accuracy", 0.75), Map.of());
  }

  /** Does what a sitting does with its own log. */
  private void write(int rounds) {
    MetricsLog log = MetricsLog.open(run(), 0);
    for (int i = 1; i <= rounds; i++) {
      log.add(line(i));
    }
    log.write();
  }

  private void rounds(MlflowRun mlflow, int from, int to) {
    for (int i = from; i <= to; i++) {
      mlflow.roundDone(line(i));
    }
    write(to);
  }

  @Test
  void aRunIsToldWithItsParametersAndItsNumbersByTokens() {
    MlflowRun mlflow = mlflow();
    mlflow.begin(state(0, List.of()));
    TrackingServerFixture.Run told = server.onlyRun();
    assertThat(told.name).isEqualTo("play");
    assertThat(server.experiments).containsOnlyKeys("plays");
    assertThat(told.parameters).containsExactly(Map.entry("train.epochs", "2"));
    assertThat(told.tags).containsEntry("rnnlm.data", "shards");

    rounds(mlflow, 1, 2);
    mlflow.checkpointDone(state(2, List.of(), new Validation(1, 100, 2.5)), Optional.empty());
    rounds(mlflow, 3, 3);
    Folder best = run().child("checkpoints").child("round-000003");
    TrainingState end = state(3, List.of(epoch(3, 1.5)), new Validation(1, 100, 2.5));
    mlflow.checkpointDone(end, Optional.of(best));
    mlflow.finish(Optional.of(best));

    assertThat(told.values("loss/train"))
        .isEqualTo(Map.of(100L, List.of(3.0), 200L, List.of(1.5), 300L, List.of(1.0)));
    assertThat(told.values("loss/valid")).isEqualTo(Map.of(100L, List.of(2.5), 300L, List.of(1.5)));
    assertThat(told.values("gradient_norm/largest"))
        .as("unknown in the first round, so that there is none")
        .isEqualTo(Map.of(200L, List.of(2.0), 300L, List.of(2.0)));
    assertThat(told.values("measures/valid-accuracy")).isEqualTo(Map.of(300L, List.of(0.75)));
    assertThat(told.values("tokens_per_second")).hasSize(3);
    assertThat(told.tags).containsEntry("rnnlm.best-checkpoint", best.uri());
    assertThat(told.status).isEqualTo("FINISHED");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aServerThatIsDownEndsNothingAndIsToldAllLater() throws IOException {
    MlflowRun mlflow = mlflow();
    server.goDown();
    mlflow.begin(state(0, List.of()));
    rounds(mlflow, 1, 2);
    mlflow.checkpointDone(state(2, List.of(), new Validation(1, 100, 2.5)), Optional.empty());
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains(server.address(), "cannot be reached", "training goes on");
    server.comeUp();
    rounds(mlflow, 3, 3);
    mlflow.checkpointDone(state(3, List.of(), new Validation(1, 100, 2.5)), Optional.empty());
    assertThat(server.onlyRun().values("loss/train")).containsOnlyKeys(100L, 200L, 300L);
    assertThat(server.onlyRun().values("loss/valid")).containsOnlyKeys(100L);
    assertThat(server.onlyRun().parameters).isNotEmpty();
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(1)).contains("answers again");
  }

  @Test
  void whatAServerMissedToTheEndIsCountedAndToldWhenTheRunIsResumed() throws IOException {
    MlflowRun mlflow = mlflow();
    mlflow.begin(state(0, List.of()));
    rounds(mlflow, 1, 2);
    mlflow.checkpointDone(state(2, List.of()), Optional.empty());
    server.goDown();
    rounds(mlflow, 3, 4);
    TrainingState end = state(4, List.of(epoch(4, 1.5)));
    mlflow.checkpointDone(end, Optional.empty());
    mlflow.finish(Optional.empty());
    assertThat(warnings).hasSize(2);
    assertThat(warnings.get(1)).contains("2 calls failed", "--resume");
    assertThat(server.onlyRun().values("loss/train")).containsOnlyKeys(100L, 200L);

    server.comeUp();
    MlflowRun again = mlflow();
    again.begin(end);
    again.finish(Optional.empty());
    TrackingServerFixture.Run told = server.onlyRun();
    assertThat(told.values("loss/train"))
        .isEqualTo(
            Map.of(
                100L, List.of(3.0), 200L, List.of(1.5), 300L, List.of(1.0), 400L, List.of(0.75)));
    assertThat(told.values("loss/valid")).isEqualTo(Map.of(400L, List.of(1.5)));
    assertThat(told.status).isEqualTo("FINISHED");
  }

  @Test
  void aResumedRunGoesOnInTheSameRunAndTellsWhatItChanged() {
    MlflowRun first = mlflow();
    first.begin(state(0, List.of()));
    rounds(first, 1, 2);
    first.checkpointDone(state(2, List.of()), Optional.empty());
    first.fail();
    assertThat(server.onlyRun().status).isEqualTo("FAILED");

    Map<String, String> longer = new TreeMap<>(Map.of("train.epochs", "3", "train.seed", "1"));
    MlflowRun second = mlflow(spec(MlflowFiles.NONE, longer), Map.of());
    second.begin(state(2, List.of()));
    TrackingServerFixture.Run told = server.onlyRun();
    assertThat(told.status).isEqualTo("RUNNING");
    rounds(second, 3, 3);
    second.checkpointDone(state(3, List.of()), Optional.empty());
    assertThat(told.values("loss/train"))
        .isEqualTo(Map.of(100L, List.of(3.0), 200L, List.of(1.5), 300L, List.of(1.0)));
    assertThat(told.parameters).containsEntry("train.epochs", "2").containsEntry("train.seed", "1");
    assertThat(told.tags).containsEntry("rnnlm.changed.train.epochs", "3");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aRunThatWasDeletedIsToldAnewFromItsBeginning() {
    MlflowRun first = mlflow();
    first.begin(state(0, List.of()));
    rounds(first, 1, 2);
    first.checkpointDone(state(2, List.of(), new Validation(1, 100, 2.5)), Optional.empty());
    server.onlyRun().stage = "deleted";

    MlflowRun second = mlflow();
    second.begin(state(2, List.of(), new Validation(1, 100, 2.5)));
    rounds(second, 3, 3);
    second.checkpointDone(state(3, List.of(), new Validation(1, 100, 2.5)), Optional.empty());
    TrackingServerFixture.Run told = server.runs.get("run2");
    assertThat(told.values("loss/train")).containsOnlyKeys(100L, 200L, 300L);
    assertThat(told.values("loss/valid")).containsOnlyKeys(100L);
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("run1", "another one");
  }

  @Test
  void aLoginComesFromTheEnvironmentAndStandsNowhere() throws IOException {
    server.require("Bearer sesame");
    MlflowSpec spec = spec(MlflowFiles.NONE, Map.of());
    mlflow(spec, Map.of("MLFLOW_TRACKING_TOKEN", "wrong")).begin(state(0, List.of()));
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("status 401: who are you?").doesNotContain("wrong");
    assertThat(server.runs).isEmpty();

    mlflow(spec, Map.of("MLFLOW_TRACKING_TOKEN", "sesame")).begin(state(0, List.of()));
    assertThat(server.runs).hasSize(1);
    assertThat(Files.readString(folder.resolve("play/mlflow.json")))
        .contains(server.address())
        .doesNotContain("sesame");

    server.require("Basic dXNlcjpww6Rzcw=="); // user:päss
    Map<String, String> login =
        Map.of("MLFLOW_TRACKING_USERNAME", "user", "MLFLOW_TRACKING_PASSWORD", "päss");
    mlflow(spec, login).begin(state(0, List.of()));
    assertThat(warnings).hasSize(1);
  }

  @Test
  void manyNumbersGoInAsManyCallsAsTheServerTakes() {
    write(700);
    TrainingState state = state(700, List.of());
    Map<String, String> parameters = new TreeMap<>();
    for (int i = 0; i < 150; i++) {
      parameters.put("train.key-" + i, "x".repeat(600));
    }
    mlflow(spec(MlflowFiles.NONE, parameters), Map.of()).begin(state);
    assertThat(warnings).isEmpty();
    assertThat(server.onlyRun().values("loss/train")).hasSize(700);
    assertThat(server.onlyRun().parameters).hasSize(150);
  }

  @Test
  void itsFilesGoThroughTheServerTheBestCheckpointWhereItIsAskedFor() {
    Folder run = run();
    run.write("report.html", "<html>");
    run.write("settings.conf", "a = 1");
    run.child("samples").write("epoch-01.txt", "To be");
    MlflowRun mlflow = mlflow(spec(MlflowFiles.REPORT, Map.of()), Map.of());
    mlflow.begin(state(0, List.of()));
    mlflow.finish(Optional.empty());
    Map<String, byte[]> files = server.onlyRun().files;
    assertThat(files).containsOnlyKeys("report.html", "settings.conf", "samples/epoch-01.txt");
    assertThat(new String(files.get("samples/epoch-01.txt"), StandardCharsets.UTF_8))
        .isEqualTo("To be");
    assertThat(warnings).isEmpty();
  }

  @Test
  void aServerThatLeavesFilesToItsClientsIsSentNone() {
    server.keepFilesAt("s3://bucket/");
    run().write("report.html", "<html>");
    MlflowRun mlflow = mlflow(spec(MlflowFiles.REPORT, Map.of()), Map.of());
    mlflow.begin(state(0, List.of()));
    mlflow.finish(Optional.empty());
    assertThat(server.onlyRun().files).isEmpty();
    assertThat(server.onlyRun().status).isEqualTo("FINISHED");
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0)).contains("s3://bucket/", "no file was sent");
  }

  @Test
  void anAddressIsOneOfAServerAndHoldsNoLogin() {
    for (String wrong : List.of("localhost:5000", "file:/tmp/mlruns", "http://", "databricks")) {
      assertThatIllegalArgumentException()
          .as(wrong)
          .isThrownBy(() -> MlflowSpec.of(wrong, "e", "", MlflowFiles.NONE, Map.of()));
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> MlflowSpec.of("http://me:key@host", "e", "", MlflowFiles.NONE, Map.of()))
        .withMessageContaining("MLFLOW_TRACKING_TOKEN")
        .withMessageNotContaining("me:key");
  }
}
