package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.text.Text;

/**
 * Networks fail under trainings on four hosts, which end with the same bits. Prints a line a
 * disturbance.
 */
@Tag("soak")
class NetworksSoakIT {
  private static final int HOSTS = 4;

  /** Executors fetch what they take the mean of from each other. */
  private static final String BETWEEN_EXECUTORS = "compute.driver-mean-bytes=0";

  /** A twelfth of Spark's 120, 60, 120 and 60 s, but for heartbeats: a tenth of 10 s. */
  private static final Map<String, String> SHORT_TIME_OUTS =
      Map.of(
          "spark.network.timeout", "10s",
          "spark.network.timeoutInterval", "5s",
          "spark.executor.heartbeatInterval", "1s",
          "spark.worker.timeout", "5");

  @TempDir private static Path folder;
  private static FaultyTraining training;

  @BeforeAll
  static void trainUndisturbed() {
    NetworkedTraining.assumeThereAreHosts();
    training =
        new FaultyTraining(
            folder,
            240,
            "train.epochs=1",
            "train.round-batches=3",
            "checkpoint.every-rounds=2",
            "model.hidden-size=64"); // some 0.9 MB a state
    training.undisturbed("whole").expect(0);
  }

  @Test
  void whatSparkSitsOutLosesNoExecutorAndNoBit() throws Exception {
    try (NetworkedTraining networked =
        NetworkedTraining.start(folder.resolve("usual"), training, HOSTS, Map.of())) {
      List<Disturbance> disturbances =
          List.of(
              Disturbance.linkDown(2, 20),
              Disturbance.linkDown(NetworkedTraining.DRIVER, 20),
              Disturbance.silent(1, 10),
              Disturbance.deaf(3, 10),
              Disturbance.slow(4, 10),
              Disturbance.lossy(1 + HOSTS));
      networked.under(disturbances, "sat-out", 60, BETWEEN_EXECUTORS).expect(0);
    }
    requireTheSameBits("sat-out");
    assertThat(training.total("sat-out", "lostExecutors")).isZero();
  }

  @Test
  void whatOutlastsTimeOutsLosesExecutorsButNoBit() throws Exception {
    try (NetworkedTraining networked =
        NetworkedTraining.start(folder.resolve("short"), training, HOSTS, SHORT_TIME_OUTS)) {
      List<Disturbance> disturbances =
          List.of(
              Disturbance.linkDown(2, 0),
              Disturbance.silent(1, 0),
              Disturbance.deaf(3, 0),
              Disturbance.linkDown(NetworkedTraining.DRIVER, 25),
              Disturbance.gone(4));
      networked.under(disturbances, "outlasted", 60, BETWEEN_EXECUTORS).expect(0);
      requireTheSameBits("outlasted");
      assertThat(training.total("outlasted", "lostExecutors")).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void aDriverWhoseLinkIsCutForGoodEndsAndNamesTheCheckpointFromWhichAnotherOneGoesOn()
      throws Exception {
    try (NetworkedTraining networked =
        NetworkedTraining.start(folder.resolve("alone"), training, HOSTS, SHORT_TIME_OUTS)) {
      Cli.Result end =
          networked.withoutTheDriver(
              "cut-off", 150, BETWEEN_EXECUTORS, "train.executor-wait-seconds=60");
      assertThat(end.expect(1).err())
          .contains("the last good checkpoint is " + training.run("cut-off/checkpoints/round-"))
          .contains(Text.format("--run %s --resume", training.run("cut-off")));
    }
    Cli.run("train", "--data", training.data(), "--run", training.run("cut-off"), "--resume")
        .expect(0);
    requireTheSameBits("cut-off");
  }

  /** {@code -Dsoak.disturbances=100} of them from the seed {@code -Dsoak.seed=1}. */
  @Test
  void aHundredDrawnDisturbancesChangeNoBit() throws Exception {
    FaultyTraining longer =
        new FaultyTraining(
            Files.createDirectory(folder.resolve("longer")),
            240,
            "train.epochs=5",
            "train.round-batches=3",
            "checkpoint.every-rounds=10",
            "model.hidden-size=64");
    longer.undisturbed("whole").expect(0);
    SplittableRandom random = new SplittableRandom(Integer.getInteger("soak.seed", 1));
    Iterator<Disturbance> drawn =
        IntStream.range(0, Integer.getInteger("soak.disturbances", 100))
            .mapToObj(i -> Disturbance.drawn(random, HOSTS))
            .iterator();
    try (NetworkedTraining networked =
        NetworkedTraining.start(folder.resolve("drawn"), longer, HOSTS, Map.of())) {
      for (int run = 1; drawn.hasNext(); run++) {
        String name = "drawn-" + run;
        networked.underAsManyAsItLasts(drawn, name, 120, BETWEEN_EXECUTORS).expect(0);
        assertThat(longer.model(name)).isEqualTo(longer.model("whole"));
        System.out.print(
            Text.format(
                "%s: the same bits; %d executors lost, %d tasks repeated%n",
                name, longer.total(name, "lostExecutors"), longer.total(name, "repeatedTasks")));
      }
    }
  }

  private static void requireTheSameBits(String run) throws IOException {
    assertThat(training.model(run)).isEqualTo(training.model("whole"));
  }
}
