package org.rnnlm.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.spark.SparkFixture;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;
import org.rnnlm.train.outer.RoundDeltas;

/**
 * A small training with all that a checkpoint may hold, on a file system that may crash: here, or
 * as a process of its own. Two epochs of two rounds, a checkpoint after each, of which two stay.
 */
final class CrashedSitting {
  static final int ROUNDS = 4;
  private static final String SETTINGS = "settings of the run\n";
  private static final ModelSpec MODEL = ModelSpec.of(Cell.LSTM, 1, 4).with(DropoutSpec.of(0.2));
  private static final int MINUTES = 3;

  private CrashedSitting() {}

  /** Arguments: the shards, the run. Runs until it is killed. */
  public static void main(String[] arguments) {
    try (JavaSparkContext spark = spark()) {
      start(spark, arguments[0], arguments[1], ROUNDS);
    }
  }

  static JavaSparkContext spark() {
    return SparkFixture.spark(
        "local[1]",
        Map.of("spark.hadoop." + CrashFileSystem.IMPLEMENTATION, CrashFileSystem.class.getName()));
  }

  /**
   * @param stop round whose end it does not survive
   */
  static void start(JavaSparkContext spark, String data, String run, int stop) {
    RunFolder folder = RunFolder.create(run, SETTINGS, spark.hadoopConfiguration());
    training(spark, data, folder, stop).start();
  }

  static void resume(JavaSparkContext spark, String data, String run) {
    RunFolder folder = RunFolder.open(run, spark.hadoopConfiguration());
    training(spark, data, folder, ROUNDS).resume(folder.settings());
  }

  private static TrainingRun training(
      JavaSparkContext spark, String data, RunFolder folder, int stop) {
    TrainingSpec training =
        TrainingSpec.of(
                AveragingSpec.of(2, 2)
                    .with(
                        new OuterSpec(
                                OuterMethod.NESTEROV,
                                0.7,
                                OptionalDouble.of(0.5),
                                InnerMoments.KEEP)
                            .with(RoundDeltas.INT4)),
                BatchSpec.whole(3),
                2,
                new LearningRate(LearningRate.Schedule.COSINE, 0.01, 20),
                5)
            .with(new Clipping(0, 0.5));
    RunSpec run = new RunSpec(1, new Retention(2, 1, 0), new SampleSpec(0.8, 5, 1));
    ShardSet shards = ShardSet.open(data, spark.hadoopConfiguration());
    return new TrainingRun(spark, shards, MODEL, training, run, folder, new Until(stop));
  }

  /** Starts it as a process. Its exit code, 137 for one that was killed. */
  static int exitCode(Path data, String run, Path log) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("--add-opens") || option.startsWith("-XX:+Ignore")) {
        command.add(option);
      }
    }
    String classPath = System.getProperty("java.class.path");
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            CrashedSitting.class.getName(),
            data.toString(),
            run));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("still running after " + MINUTES + " minutes; log: " + log);
    }
    return process.exitValue();
  }

  /** Shows nothing, and fails in one round. */
  private record Until(int stop) implements TrainingMonitor {
    @Override
    public void started(TrainingState from, MemoryEstimate memory) {}

    @Override
    public void roundDone(RoundReport report, TrainingState state) {
      if (report.position().rounds() > stop) {
        throw new IllegalStateException("stopped after round " + stop);
      }
    }

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {}
  }
}
