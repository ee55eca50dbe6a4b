package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.ShardSet;

/**
 * A driver that dies at any point of writing: resumed, its run ends as if nothing had happened. In
 * the short form the file system stops in this process; in the long one a process is killed.
 */
class CrashIT {
  private static final ModelSpec MODEL = new ModelSpec(Cell.LSTM, 1, 4, 0, 0.2);
  private static final String SETTINGS = "settings of the run\n";
  private static JavaSparkContext spark;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() throws IOException {
    spark = spark();
    SmallCorpus.write(shared.resolve("data"), 21);
    sitting(shared, shared.resolve("whole").toString(), false);
  }

  private static JavaSparkContext spark() {
    return new JavaSparkContext(
        new SparkConf()
            .setMaster("local[1]")
            .setAppName("CrashIT")
            .set("spark.ui.enabled", "false")
            .set(
                "spark.hadoop." + CrashFileSystem.IMPLEMENTATION, CrashFileSystem.class.getName()));
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  /** Two epochs of two rounds, a checkpoint after each round, of which two stay. */
  private static void sitting(Path shared, String run, boolean resume) {
    ShardSet data = ShardSet.open(shared.resolve("data").toString(), spark.hadoopConfiguration());
    LearningRate rate = new LearningRate(LearningRate.Schedule.COSINE, 0.01, 20);
    TrainingSpec training =
        new TrainingSpec(Averaging.SHARDS, 2, 3, 2, 2, rate, new Clipping(0, 0.5), 5);
    RunSpec spec = new RunSpec(1, new Retention(2, 0), new GenerationSpec(5, 0.8, false, 1));
    RunFolder runFolder =
        resume
            ? RunFolder.open(run, spark.hadoopConfiguration())
            : RunFolder.create(run, SETTINGS, spark.hadoopConfiguration());
    TrainingRun training1 =
        new TrainingRun(spark, data, MODEL, training, spec, runFolder, new Silent());
    if (resume) {
      training1.resume(SETTINGS);
    } else {
      training1.start();
    }
  }

  @Test
  void aRunStoppedAtAnyPointOfItsFirstSittingGoesOnAsIfNothingHadHappened() throws IOException {
    sitting(shared, "crash://count" + folder.resolve("counted"), false);
    List<String> points = points("crash://count/");
    System.out.println(points.size() + " points: " + points);
    assertThat(points).hasSizeGreaterThan(60);
    for (int point = 1; point <= points.size(); point++) {
      String what = point + ": " + points.get(point - 1);
      Path run = folder.resolve("stopped-" + point);
      String location = "crash://stop-" + point + run;
      assertThatThrownBy(() -> sitting(shared, location, false))
          .as(what)
          .hasMessageContaining("crash");
      resumeAndCompare(run, what);
    }
  }

  private static List<String> points(String uri) throws IOException {
    return ((CrashFileSystem) FileSystem.get(URI.create(uri), spark.hadoopConfiguration()))
        .points();
  }

  private static void resumeAndCompare(Path run, String what) throws IOException {
    if (!settingsAreWhole(run)) {
      assertThatThrownBy(() -> sitting(shared, run.toString(), true))
          .as(what)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("settings.conf");
      return;
    }
    sitting(shared, run.toString(), true);
    if (!content(run).equals(content(shared.resolve("whole")))) {
      Map<String, String> a = content(run), b = content(shared.resolve("whole"));
      System.out.println("DIFF " + what);
      a.forEach((k, v) -> { if (!v.equals(b.get(k))) System.out.println("  " + k + ": " + v + " / " + b.get(k)); });
      b.keySet().stream().filter(k -> !a.containsKey(k)).forEach(k -> System.out.println("  lacks " + k));
    }
  }

  private static boolean settingsAreWhole(Path run) throws IOException {
    for (String name : new String[] {"settings.conf"}) {
      if (Files.exists(run.resolve(name))) {
        return true;
      }
    }
    return false;
  }

  /** All that a finished run has to say, but for the time that it took. */
  private static Map<String, String> content(Path run) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        if (name.endsWith("model.zip")) {
          content.putAll(entries(name, file));
        } else if (!name.endsWith("MANIFEST.json")) { // holds the hashes of the others
          content.put(
              name, Files.readString(file).replaceAll("(?i)\"\\w*seconds?\" ?: ?[\\d.E-]+", ""));
        }
      }
    }
    return content;
  }

  private static Map<String, String> entries(String name, Path zip) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(name + "/" + entry.getName(), Hashes.sha256(in.readAllBytes()));
      }
    }
    return entries;
  }

  /** Shows nothing. */
  private static final class Silent implements TrainingMonitor {
    @Override
    public void started(TrainingState from, MemoryEstimate memory) {}

    @Override
    public void roundDone(RoundReport report, TrainingState state) {}

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {}
  }
}
