package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.spark.TaskKilled;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.spark.SparkFixture;
import scala.math.Ordering;

/** What rounds leave behind on the machines they were trained on: nothing. */
class RoundFilesIT {
  private static final ModelSpec SMALL = ModelSpec.of(Cell.LSTM, 1, 4);
  private static final int WORKERS = 2;
  private static final ComputeSpec EXECUTORS_MEAN =
      new ComputeSpec(ComputeSpec.Layers.RNNLM, KernelSpec.AUTO, ComputeSpec.CACHED_TOKENS, 0, 0);

  @TempDir private Path folder;
  private JavaSparkContext spark;

  @BeforeEach
  void startSpark() {
    spark =
        SparkFixture.spark(
            "local[2]", Map.of("spark.local.dir", folder.resolve("spark").toString()));
  }

  @AfterEach
  void stopSpark() {
    spark.stop();
  }

  private TrainingRun run(ModelSpec model, int sequences, int roundBatches, TrainingMonitor monitor)
      throws IOException {
    LearningRate rate = new LearningRate(LearningRate.Schedule.CONSTANT, 0.01, 0);
    TrainingSpec training =
        TrainingSpec.of(AveragingSpec.of(WORKERS, roundBatches), BatchSpec.whole(1), 1, rate, 5)
            .with(new Clipping(0, 1))
            .with(EXECUTORS_MEAN);
    RunSpec run = new RunSpec(0, new Retention(1, 1, 0), new SampleSpec(0.8, 5, 1));
    RunFolder runFolder =
        RunFolder.create(folder.resolve("run").toString(), "", spark.hadoopConfiguration());
    return new TrainingRun(
        spark,
        SmallCorpus.write(folder.resolve("data"), sequences),
        model,
        training,
        run,
        runFolder,
        monitor);
  }

  /** Without a garbage collection, after which Spark would delete them by itself. */
  @Test
  void shuffleFilesOfARoundAreGoneSoonAfterIt() throws IOException {
    Nd4j.getMemoryManager().togglePeriodicGc(false);
    try {
      run(SMALL, 12, 1, new EachRound(this::awaitNoShuffleFiles)).start();
    } finally {
      Nd4j.getMemoryManager().togglePeriodicGc(true);
    }
  }

  private void awaitNoShuffleFiles() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (shuffleFiles() > 0) {
      assertThat(System.nanoTime()).as("time by which all are gone").isLessThan(deadline);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private long shuffleFiles() {
    try (Stream<Path> files = Files.walk(folder.resolve("spark"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("shuffle_")).count();
    } catch (UncheckedIOException e) { // one was deleted under our hands
      assertThat(e).hasCauseInstanceOf(NoSuchFileException.class);
      return shuffleFiles();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void workersWhoseRoundNobodyNeedsAnyMoreStopBetweenBatches() throws Exception {
    CountDownLatch started = new CountDownLatch(WORKERS);
    CountDownLatch killed = new CountDownLatch(WORKERS);
    ModelSpec large = ModelSpec.of(Cell.LSTM, 3, 512); // a round takes minutes
    TrainingRun endless = run(large, 3000, 1500, new EachRound(() -> {}));
    spark.sc().addSparkListener(new TaskCount(started, killed));
    Thread thread = new Thread(() -> ignoringFailure(endless));
    thread.start();
    assertThat(started.await(2, TimeUnit.MINUTES)).isTrue();
    spark.sc().cancelAllJobs();
    assertThat(killed.await(20, TimeUnit.SECONDS)).isTrue();
    thread.join();
  }

  private static void ignoringFailure(TrainingRun run) {
    try {
      run.start();
    } catch (Exception e) {
      assertThat(e).hasMessageContaining("cancelled");
    }
  }

  private static final class TaskCount extends SparkListener {
    private final CountDownLatch started;
    private final CountDownLatch killed;
    private Object workersStage; // the first of a round's two

    TaskCount(CountDownLatch started, CountDownLatch killed) {
      this.started = started;
      this.killed = killed;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      if (job.properties().getProperty("spark.job.description", "").contains(", round ")) {
        workersStage = job.stageIds().min(Ordering.Int$.MODULE$);
      }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
      if (Integer.valueOf(start.stageId()).equals(workersStage)) {
        started.countDown();
      }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.reason() instanceof TaskKilled) {
        killed.countDown();
      }
    }
  }

  /** Does something after each round. */
  private record EachRound(Runnable action) implements TrainingMonitor {
    @Override
    public void started(TrainingState from, MemoryEstimate memory) {}

    @Override
    public void roundDone(RoundReport report, TrainingState state) {
      action.run();
    }

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {}
  }
}
