package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.jobs.FaultPlan.Fault;
import org.rnnlm.text.Text;

/** Executors of real clusters come to harm, and training ends with the same bits. */
class FaultsIT {
  private static final String LOCAL_CLUSTER = "local-cluster[3,1,2048]";

  @TempDir private static Path folder;
  private static FaultyTraining training;

  @BeforeAll
  static void trainUndisturbed() {
    training = new FaultyTraining(folder, 70, "train.epochs=1", "checkpoint.every-rounds=4");
    training.undisturbed("whole").expect(0);
  }

  @Test
  void killedAndFailingWorkersChangeNoBit() throws Exception {
    FaultPlan plan =
        FaultPlan.create(folder.resolve("plan"))
            .add(Fault.KILL, 2, 4, 40, 300, 11)
            .add(Fault.FAIL, 2, 2, 40, 0, 12);
    Cli.Result result = training.under(plan, LOCAL_CLUSTER, "cluster").expect(0);
    assertThat(training.model("cluster")).isEqualTo(training.model("whole"));
    assertThat(plan.done(Fault.KILL)).isEqualTo(2);
    assertThat(plan.done(Fault.FAIL)).isEqualTo(2);
    assertThat(result.out()).contains("survived   2 executors lost, ");
    assertThat(training.total("cluster", "lostExecutors")).isEqualTo(2);
    assertThat(training.total("cluster", "failedTasks")).isGreaterThanOrEqualTo(2);
    assertThat(training.total("cluster", "repeatedTasks")).isGreaterThanOrEqualTo(2);
  }

  /** Rows of the embedding wait on executors of which each has another state, or none yet. */
  @Test
  void aLargeEmbeddingOfWhichTrainedRowsTravelLosesNoBitWithItsExecutors() throws Exception {
    FaultyTraining large =
        FaultyTraining.ofWords(
            Files.createDirectory(folder.resolve("large")),
            10_000,
            24_000,
            "train.epochs=2",
            "train.round-batches=5",
            "train.outer-optimizer=average",
            "model.layers=1", // small but for the embedding
            "model.hidden-size=16",
            "model.output=adaptive",
            "model.embedding-size=120",
            "compute.bf16=off", // or each run measures what is faster for it
            "checkpoint.every-rounds=3");
    large.undisturbed("whole").expect(0);
    FaultPlan plan =
        FaultPlan.create(folder.resolve("plan-large"))
            .add(Fault.KILL, 2, 6, 40, 300, 11)
            .add(Fault.FAIL, 2, 2, 40, 0, 12);
    large.under(plan, LOCAL_CLUSTER, "driver").expect(0);
    large
        .under(
            FaultPlan.create(folder.resolve("plan-none")),
            LOCAL_CLUSTER,
            "executors",
            "--set",
            "compute.driver-mean-bytes=0")
        .expect(0);
    assertThat(large.model("driver")).isEqualTo(large.model("whole"));
    assertThat(large.model("executors")).isEqualTo(large.model("whole"));
    assertThat(plan.done(Fault.KILL)).isEqualTo(2);
    assertThat(large.total("driver", "lostExecutors")).isEqualTo(2);
    assertThat(large.total("whole", "sentBytes")).isEqualTo(large.total("driver", "sentBytes"));
  }

  @Test
  void aStragglerAndAMachineLostChangeNoBitAndTheLastOneLostIsNamedWithTheWayToGoOn()
      throws Exception {
    try (StandaloneCluster cluster =
        StandaloneCluster.start(folder.resolve("standalone"), 2, 1, "1g")) {
      FaultPlan plan =
          FaultPlan.create(folder.resolve("plan-machine"))
              .add(Fault.STOP, 1, 11, 16, 6_000, 20) // not in the slow first rounds
              .add(Fault.KILL, 1, 18, 28, 300, 21)
              .add(Fault.KILL_PARENT, 1, 38, 42, 300, 22);
      training
          .under(plan, cluster.url(), "machine", "--set", "compute.driver-mean-bytes=0")
          .expect(0);
      assertThat(plan.done(Fault.KILL)).isEqualTo(1);
      assertThat(plan.done(Fault.KILL_PARENT)).isEqualTo(1);
      assertThat(training.total("machine", "speculativeTasks")).isPositive();
      assertThat(training.model("machine")).isEqualTo(training.model("whole"));

      FaultPlan last =
          FaultPlan.create(folder.resolve("plan-last")).add(Fault.KILL_PARENT, 1, 27, 28, 0, 23);
      Cli.Result result =
          training
              .under(last, cluster.url(), "last", "--set", "train.executor-wait-seconds=20")
              .expect(1);
      assertThat(result.err())
          .contains("error: there has been no executor for 20 seconds")
          .contains("the last good checkpoint is " + training.run("last/checkpoints/round-000004"))
          .contains(
              Text.format(
                  "train --data faulty://%s --run %s --resume",
                  training.data(), training.run("last")));
    }
    Cli.run("train", "--data", training.data(), "--run", training.run("last"), "--resume")
        .expect(0);
    assertThat(training.model("last")).isEqualTo(training.model("whole"));
  }
}
