package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.Test;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.spark.RecordedJobs;

/** Tasks that stay for several rounds train what tasks of a round each would. */
class StayingTasksIT extends SmallRunFixture {
  private static TrainingSpec many(int workers, int epochs) {
    return TrainingSpec.of(AveragingSpec.of(workers, 1), BatchSpec.whole(1), epochs, rate(0.01), 5)
        .with(CLIPPING);
  }

  private TrainingRun run(ShardSet data, ModelSpec model, TrainingSpec training, String name) {
    RunSpec rare = new RunSpec(0, everyRound().retention(), everyRound().samples());
    return new TrainingRun(spark, data, model, training, rare, created(name), StopAfter.never());
  }

  @Test
  void aJobTrainsManyRoundsAndEndsWithTheEpochAtTheLatest() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 4 * SEQUENCES);
    RecordedJobs jobs = RecordedJobs.of(spark, run(data, MODEL, many(2, 2), "run")::start);
    List<String> ofRounds =
        jobs.descriptions().stream().filter(of -> of.contains("round")).toList();
    assertThat(ofRounds)
        .hasSizeBetween(2, 2 * SEQUENCES)
        .contains("run run: epoch 1, rounds from 1 (workers 0-1)")
        .contains("run run: epoch 2, rounds from 1 (workers 0-1)");
  }

  @Test
  void aTaskThatIsKilledGivesItsTurnBack() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 4 * SEQUENCES);
    run(data, MODEL, many(3, 1), "undisturbed").start();
    Killer killer = new Killer();
    spark.sc().addSparkListener(killer);
    try {
      run(data, MODEL, many(3, 1), "killed").start();
    } finally {
      spark.sc().removeSparkListener(killer);
    }
    assertThat(killer.killed).hasValueGreaterThan(0);
    assertThat(parameters("killed")).isEqualTo(parameters("undisturbed"));
  }

  /** Kills the first attempts of tasks that train, as a user does on Spark's page. */
  private static final class Killer extends SparkListener {
    private final AtomicInteger killed = new AtomicInteger();
    private volatile int stage = -1;

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      if (job.properties().getProperty("spark.job.description", "").contains("rounds from")) {
        stage = (int) job.stageIds().head();
      }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      if (start.stageId() == stage && start.taskInfo().attemptNumber() == 0) {
        spark.sc().killTaskAttempt(start.taskInfo().taskId(), false, "test");
        killed.incrementAndGet();
      }
    }
  }

  @Test
  void otherJobsGetTheirCoresAndACancelledRunEnds() throws Exception {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), 4 * SEQUENCES);
    CountDownLatch trains = new CountDownLatch(1);
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onTaskStart(SparkListenerTaskStart start) {
            trains.countDown();
          }
        };
    TrainingRun endless = run(data, ModelSpec.of(Cell.LSTM, 1, 64), many(2, 100_000), "endless");
    spark.sc().addSparkListener(listener);
    CompletableFuture<?> training = CompletableFuture.runAsync(endless::start);
    try {
      assertThat(trains.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(spark.parallelize(List.of(1, 2, 3), 2).count()).isEqualTo(3);
      assertThat(training).isNotDone();
    } finally {
      spark.sc().removeSparkListener(listener);
      do {
        spark.sc().cancelAllJobs(); // also one that begins right after
      } while (!hasEnded(training));
    }
    assertThat(training)
        .failsWithin(1, TimeUnit.MINUTES)
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("cancelled");
    assertThat(ProcessLink.open()).as("rounds that have not ended").isZero();
  }

  private static boolean hasEnded(CompletableFuture<?> work) throws InterruptedException {
    try {
      work.get(100, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }
}
