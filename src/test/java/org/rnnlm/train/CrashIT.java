package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Hashes;
import org.rnnlm.text.Text;

/**
 * A driver that dies at any point of writing: resumed, its run ends as if nothing had happened, to
 * the last file and bit. In the short form the file system stops in this process; in the long one a
 * process is killed, at as many points as {@code -Dsoak.crashes} says, or all.
 */
class CrashIT {
  private static final int KILLED = 128 + 9;
  private static final int SHORT_FORM = 14;
  private static JavaSparkContext spark;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    spark = CrashedSitting.spark();
    SmallCorpus.write(shared.resolve("data"), 21);
    CrashedSitting.start(spark, data(), shared.resolve("whole").toString(), CrashedSitting.ROUNDS);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  private static String data() {
    return shared.resolve("data").toString();
  }

  @Test
  void aRunThatStopsAtAnyPointWhileItIsResumedGoesOnAsIfNothingHadHappened() throws IOException {
    Path base = folder.resolve("base");
    assertThatThrownBy(() -> CrashedSitting.start(spark, data(), base.toString(), 2))
        .hasMessageContaining("stopped after round 2");
    String counted = "crash://count" + copy(base, folder.resolve("counted"));
    CrashedSitting.resume(spark, data(), counted);
    List<String> points = points(counted);
    assertThat(points)
        .hasSizeGreaterThan(100)
        .contains("half of checkpoints/round-000003/model.zip");
    for (int point : spread(points.size(), SHORT_FORM)) {
      Path run = copy(base, folder.resolve("stopped-" + point));
      assertThatThrownBy(() -> CrashedSitting.resume(spark, data(), "crash://stop-" + point + run))
          .hasStackTraceContaining("crashed: ");
      resumeAndCompare(run, point + ", " + points.get(point - 1));
    }
  }

  @Test
  @Tag("soak")
  void aDriverKilledAtAnyPointGoesOnAsIfNothingHadHappened() throws Exception {
    String counted = "crash://count" + folder.resolve("counted");
    CrashedSitting.start(spark, data(), counted, CrashedSitting.ROUNDS);
    List<String> points = points(counted);
    int kills = Integer.getInteger("soak.crashes", points.size());
    System.out.print(Text.format("killing a driver at %d of %d points%n", kills, points.size()));
    for (int point : spread(points.size(), kills)) {
      Path run = folder.resolve("killed-" + point);
      int code =
          CrashedSitting.exitCode(
              shared.resolve("data"), "crash://kill-" + point + run, folder.resolve("log"));
      String what = point + ", " + points.get(point - 1);
      assertThat(code).as(what + Files.readString(folder.resolve("log"))).isEqualTo(KILLED);
      resumeAndCompare(run, what);
      System.out.println("nothing lost: " + what);
    }
  }

  private static List<String> points(String uri) throws IOException {
    URI authority = URI.create(uri).resolve("/");
    return ((CrashFileSystem) FileSystem.get(authority, spark.hadoopConfiguration())).points();
  }

  /** One number out of each of so many equal stretches of 1 to size, the last one for certain. */
  private static int[] spread(int size, int count) {
    SplittableRandom random = new SplittableRandom(4);
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) i * size / count);
      int to = (int) ((i + 1L) * size / count);
      numbers[i] = i == count - 1 ? size : random.nextInt(from, to) + 1;
    }
    return numbers;
  }

  /** A run whose settings were not whole yet cannot be resumed, and says so. */
  private static void resumeAndCompare(Path run, String what) throws IOException {
    try {
      CrashedSitting.resume(spark, data(), run.toString());
    } catch (DataException e) {
      assertThat(e).as(what).hasMessageContaining("settings.conf");
      assertThat(run.resolve("checkpoints")).as(what).doesNotExist();
      return;
    }
    assertThat(content(run)).as(what).isEqualTo(content(shared.resolve("whole")));
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  /** All that a finished run has to say, but for the time that it took. */
  private static Map<String, String> content(Path run) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = run.relativize(file).toString();
        if (name.endsWith(".zip")) {
          content.putAll(entries(name, file));
        } else if (name.endsWith(".bin")) {
          content.put(name, Hashes.sha256(Files.readAllBytes(file)));
        } else if (!name.endsWith("MANIFEST.json")) { // holds the hashes of the others
          content.put(name, withoutTimes(Files.readString(file)));
        }
      }
    }
    return content;
  }

  private static String withoutTimes(String json) {
    return json.replaceAll("\"time\" ?: ?\\{[^}]*}", "")
        .replaceAll("\"(seconds|leastSeconds|mostSeconds|tokensPerSecond)\" ?: ?[\\d.E-]+", "");
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
}
