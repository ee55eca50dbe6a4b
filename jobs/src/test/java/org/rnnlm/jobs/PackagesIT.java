package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Json;
import org.rnnlm.prep.corpus.ArticleText;
import org.rnnlm.prep.corpus.Encyclopedia;
import org.rnnlm.prep.corpus.Topic;
import org.rnnlm.text.Text;

/**
 * The artifacts of a release as a stranger uses them: {@code spark-shell --packages} in an empty
 * folder, against a standalone cluster. The repository that {@code -Prelease deploy} wrote is named
 * by {@code rnnlm.repository}.
 */
@Tag("packages")
class PackagesIT {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("rnnlm.repository", "../target/repository"))
          .toAbsolutePath()
          .normalize();
  private static final int MINUTES = 10;

  @TempDir private Path folder;

  @Test
  void aShellOfSparkFitsAndTransformsOnAClusterWithThePackagesAlone() throws Exception {
    assertThat(REPOSITORY.resolve("org/rnnlm/rnnlm-spark")).isDirectory();
    Files.write(folder.resolve("articles.jsonl"), articles());
    Files.writeString(folder.resolve("ivysettings.xml"), ivySettings());
    Path empty = Files.createDirectory(folder.resolve("empty"));
    try (StandaloneCluster cluster =
        StandaloneCluster.start(folder.resolve("standalone"), 2, 1, "2g")) {
      String out = shell(cluster.url(), empty);
      assertThat(out).contains("HISTORY 1").contains("SCORED 20 OF 20").contains("ON 2 EXECUTORS");
      assertThat(cluster.executorLogs()).contains("workers compute with oneDNN");
    }
    try (Stream<Path> left = Files.list(empty)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("work");
    }
  }

  private static List<String> articles() {
    Encyclopedia encyclopedia = new Encyclopedia(1, Topic.values()[0]);
    return LongStream.range(0, 60)
        .mapToObj(encyclopedia::article)
        .map(article -> line(article))
        .toList();
  }

  private static String line(ArticleText article) {
    return Json.line(Map.of("id", article.id(), "text", article.text()));
  }

  /** What Maven has fetched for the build is all that Ivy may see beside the release. */
  private static String ivySettings() {
    Path fetched = Path.of(System.getProperty("user.home"), ".m2", "repository");
    return Text.format(
        """
        <ivysettings>
          <settings defaultResolver="both"/>
          <resolvers>
            <chain name="both">
              <ibiblio name="release" m2compatible="true" useMavenMetadata="false" root="%s"/>
              <ibiblio name="fetched" m2compatible="true" useMavenMetadata="false" root="%s"/>
            </chain>
          </resolvers>
        </ivysettings>
        """,
        REPOSITORY.toUri(), fetched.toUri());
  }

  private String shell(String master, Path empty) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx2g",
            "-Dscala.usejavacp=true",
            "-cp",
            repl() + ":" + StandaloneCluster.SPARK_HOME + "/jars/*",
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            master,
            "--conf",
            "spark.executor.memory=1g",
            "--conf",
            "spark.executor.cores=1",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.jars.ivy=" + folder.resolve("ivy"),
            "--conf",
            "spark.jars.ivySettings=" + folder.resolve("ivysettings.xml"),
            "--conf",
            "spark.executorEnv.OMP_NUM_THREADS=1",
            "--packages",
            "org.rnnlm:rnnlm-spark:"
                + version()
                + ",org.rnnlm:rnnlm-natives-linux-x86_64:"
                + version(),
            "--class",
            "org.apache.spark.repl.Main",
            "spark-shell"));
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(empty.toFile())
            .redirectInput(Files.writeString(folder.resolve("in"), program()).toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("SPARK_HOME", StandaloneCluster.SPARK_HOME.toString());
    builder.environment().put("TERM", "dumb");
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    String text = Files.readString(out);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  /** What Spark's shell needs beside Spark. */
  private static String repl() {
    return Arrays.stream(System.getProperty("java.class.path").split(":"))
        .filter(jar -> jar.matches(".*/(spark-repl|scala-compiler|jline)[-_][^/]*\\.jar"))
        .collect(Collectors.joining(":"));
  }

  private static String version() throws IOException {
    try (Stream<Path> versions = Files.list(REPOSITORY.resolve("org/rnnlm/rnnlm-spark"))) {
      return versions.filter(Files::isDirectory).findFirst().orElseThrow().getFileName().toString();
    }
  }

  private String program() {
    return Text.format(
        """
        import org.rnnlm.ml._
        val articles = spark.read.json("%s")
        val trainer = new LanguageModelTrainer().setConfig("quickstart").setConf("train.epochs", "1").setConf("train.workers", "2").setConf("train.round-batches", "4").setConf("sample.length", "5").setIdColumn("id").setWorkFolder("work")
        val model = trainer.fit(articles)
        println("HISTORY " + model.summary().history().count())
        val scored = model.transform(articles.orderBy("id").limit(20))
        println("SCORED " + scored.filter("perplexity > 1 and error is null").count() + " OF " + scored.count())
        println("ON " + (sc.statusTracker.getExecutorInfos.length - 1) + " EXECUTORS")
        sys.exit(0)
        """,
        folder.resolve("articles.jsonl"));
  }
}
