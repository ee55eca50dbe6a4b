package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.jobs.FaultPlan.Fault;
import org.rnnlm.text.Text;

/**
 * The long form of {@link FaultsIT}: {@code -Dsoak.kills=100} executors killed, over as many runs
 * as that takes, from the seed {@code -Dsoak.seed=1}. Prints a line a run and the sums.
 */
@Tag("soak")
class FaultsSoakIT {
  private static final int KILLS = Integer.getInteger("soak.kills", 100);
  private static final int SEED = Integer.getInteger("soak.seed", 1);
  private static final int KILLS_A_RUN = 13;
  private static final int KILLED = 128 + 9;

  /** Fewer than the openings of a run. */
  private static final int OPENINGS = 120;

  @TempDir private static Path folder;
  private static FaultyTraining training;

  private int kills;
  private int stops;
  private int failures;
  private int drivers;
  private int lostExecutors;
  private int repeatedTasks;
  private int speculativeTasks;

  @BeforeAll
  static void trainUndisturbed() {
    training = new FaultyTraining(folder, 80, "train.epochs=2", "checkpoint.every-rounds=3");
    training.undisturbed("whole").expect(0);
  }

  @Test
  void aHundredKilledExecutorsChangeNoBit() throws Exception {
    for (int run = 1; kills < KILLS; run++) {
      disturb("run-" + run, SEED + 100L * run);
      assertThat(training.model("run-" + run)).isEqualTo(training.model("whole"));
      System.out.print(
          Text.format(
              "%d runs, all parameters the same: %d executors killed, %d stopped, %d tasks failed,"
                  + " %d drivers killed; Spark: %d executors lost, %d tasks repeated, %d"
                  + " speculative%n",
              run,
              kills,
              stops,
              failures,
              drivers,
              lostExecutors,
              repeatedTasks,
              speculativeTasks));
    }
  }

  @Test
  void aTaskThatFailsEveryTimeEndsTheRunWhichNamesTheWayToGoOn() throws Exception {
    FaultPlan plan =
        FaultPlan.create(folder.resolve("plan-failing"))
            .add(Fault.FAIL, OPENINGS, 60, 60 + OPENINGS, 0, SEED);
    Cli.Result result =
        training.under(plan, "local-cluster[1,1,2048]", "failing", "--set", "train.epochs=3");
    assertThat(result.expect(1).err())
        .contains("planned to fail")
        .contains("the last good checkpoint is " + training.run("failing/checkpoints/round-"))
        .contains(Text.format("--run %s --resume", training.run("failing")));
    assertThat(plan.done(Fault.FAIL)).isBetween(8, OPENINGS - 1);
    Cli.run(
            "train",
            "--data",
            training.data(),
            "--run",
            training.run("failing"),
            "--resume",
            "--set",
            "train.epochs=2")
        .expect(0);
    assertThat(training.model("failing")).isEqualTo(training.model("whole"));
  }

  private void disturb(String run, long seed) throws IOException, InterruptedException {
    FaultPlan plan =
        FaultPlan.create(folder.resolve("plan-" + run))
            .add(Fault.KILL, Math.min(KILLS_A_RUN, KILLS - kills), 6, OPENINGS, 1500, seed)
            .add(Fault.FAIL, 3, 6, OPENINGS, 0, seed)
            .add(Fault.STOP, 2, 6, OPENINGS, 6000, seed)
            .add(Fault.KILL_PARENT, 1, 30, OPENINGS, 1500, seed);
    // By turns the driver takes the mean of a round, and executors do.
    String mean = "compute.driver-mean-bytes=" + (seed / 100 % 2 << 27);
    int code = train(plan, run, "--set", mean).exitCode();
    while (code == KILLED) {
      code = train(plan, run, "--set", mean, "--resume").exitCode();
    }
    assertThat(code).isZero();
    kills += plan.done(Fault.KILL);
    stops += plan.done(Fault.STOP);
    failures += plan.done(Fault.FAIL);
    drivers += plan.done(Fault.KILL_PARENT);
    lostExecutors += training.total(run, "lostExecutors");
    repeatedTasks += training.total(run, "repeatedTasks");
    speculativeTasks += training.total(run, "speculativeTasks");
  }

  private static Cli.Result train(FaultPlan plan, String run, Object... more)
      throws IOException, InterruptedException {
    Cli.Result result = training.under(plan, "local-cluster[3,1,2048]", run, more);
    if (result.exitCode() != 0 && result.exitCode() != KILLED) {
      System.out.println(result.out() + result.err());
    }
    return result;
  }
}
