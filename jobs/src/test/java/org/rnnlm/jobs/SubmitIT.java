package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.text.Text;

/** {@code submit/rnnlm} as a user starts it: a process of its own, from any folder. */
class SubmitIT {
  private static final Path SCRIPT = SubmitScript.RNNLM;
  private static final Path SPARK_JARS = StandaloneCluster.SPARK_HOME.resolve("jars");

  @TempDir private Path folder;

  private Cli.Result run(Map<String, String> environment, Path program, Object... arguments)
      throws Exception {
    return new SubmitScript(folder).run(environment, program, arguments);
  }

  @Test
  void helpIsShownWithoutSpark() throws Exception {
    Cli.Result help = run(Map.of(), SCRIPT, "train", "--help").expect(0);
    assertThat(help.out()).contains("--data", "--run", "--resume", "--set");
  }

  /** By {@code -Xshare:on} Java refuses to start where it can use no archive. */
  @Test
  void commandsStartFromTheArchiveOfClassesThatTheBuildMade() throws Exception {
    assertThat(SubmitScript.ROOT.resolve("jobs/target/rnnlm.jsa")).exists();
    run(Map.of("JAVA_TOOL_OPTIONS", "-Xshare:on"), SCRIPT, "summary", "--vocabulary", 100)
        .expect(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classify", "translate", "score", "complete", "embed"})
  void tablesAreForTheCluster(String command) throws Exception {
    Cli.Result refused =
        run(
                Map.of("HADOOP_CONF_DIR", ""),
                SCRIPT,
                "--master",
                "yarn",
                command,
                "--checkpoint",
                "run",
                "--input",
                "rows.jsonl",
                "--output",
                "table")
            .expect(2);
    assertThat(refused.err()).contains("HADOOP_CONF_DIR");
  }

  @Test
  void aModelThatGoesOnLearningNeedsNoCluster() throws Exception {
    Cli.Result started =
        run(
            Map.of("HADOOP_CONF_DIR", ""),
            SCRIPT,
            "--master",
            "yarn",
            "evaluate",
            "--checkpoint",
            "none",
            "--data",
            "none",
            "--dynamic",
            0.1);
    assertThat(started.exitCode()).isEqualTo(1);
    assertThat(started.err()).contains("error: ", "none").doesNotContain("HADOOP_CONF_DIR");
  }

  @Test
  void theScriptWorksFromAnotherFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("rn"), SCRIPT);
    Files.writeString(folder.resolve("a play.txt"), "to be or not to be, ".repeat(400));
    Cli.Result prepared =
        run(
                Map.of(),
                link,
                "prepare",
                "--input",
                "a play.txt",
                "--output",
                "data",
                "--master",
                "local[1]",
                "--set",
                "prepare.length=30")
            .expect(0);
    assertThat(prepared.out()).contains("train ", "valid ", "test ", "written    data");
    assertThat(folder.resolve("data/MANIFEST.json")).exists();
    run(Map.of(), link, "verify", "data").expect(0);
  }

  @Test
  void settingsOfSparksFileReachSparkWhichSubmitStartsItself() throws Exception {
    Path defaults =
        Files.writeString(
            folder.resolve("defaults.conf"),
            "spark.serializer   org.apache.spark.serializer.KryoSerializer\n");
    Files.writeString(folder.resolve("play.txt"), "to be or not to be");
    Cli.Result refused =
        run(
                Map.of("RNNLM_SPARK_DEFAULTS", defaults.toString()),
                SCRIPT,
                "prepare",
                "--input",
                "play.txt",
                "--output",
                "data")
            .expect(1);
    assertThat(refused.err()).contains("spark.serializer is org.apache.spark");
  }

  /**
   * What Spark needs of Java is in a list of Spark's, which may grow. What is left out is for
   * MLlib's products, which none of this is, and Java would warn of it at each start.
   */
  @Test
  void allIsOpenedToSparkThatSparkAsksFor() throws IOException {
    String script = Files.readString(SCRIPT);
    List<String> options =
        new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
    options.remove("--add-modules=jdk.incubator.vector");
    for (String option : options) {
      assertThat(script).contains(option.replaceAll("--add-opens=|=ALL-UNNAMED", ""));
    }
  }

  @Test
  void lettersArriveAndLeaveWhereTheEnvironmentHasNone() throws Exception {
    Path script = folder.resolve("commands");
    Files.writeString(
        script,
        Text.format(
            """
            set -e
            mkdir texts
            for i in 1 2 3 4; do
              printf 'Un été, %%s à Orléans. %%.0s' {1..300} >"texts/été $i.txt"
            done
            %1$s prepare --input texts --output données --set prepare.length=30 >/dev/null
            %1$s inspect données
            """,
            SCRIPT));
    Cli.Result shown = run(Map.of("LC_ALL", "C"), Path.of("/bin/bash"), script).expect(0);
    assertThat(shown.out()).contains("été", "à Orléans");
    assertThat(shown.err()).doesNotContain("warning");
  }

  @Test
  void executorsInProcessesOfTheirOwnGiveTheSameShardsAndTheSameModel() throws Exception {
    String corpus = folder.resolve("corpus").toString();
    Cli.run("corpus", "--output", corpus, "--articles", 80).expect(0);
    String master = "local-cluster[2,1,1024]";
    run(Map.of(), SCRIPT, prepare("local-cluster", "--master", master)).expect(0);
    run(Map.of(), SCRIPT, train("local-cluster", "--master", master)).expect(0);
    Cli.run(prepare("local")).expect(0);
    Cli.run(train("local")).expect(0);

    assertThat(folder.resolve("data-local-cluster/MANIFEST.json"))
        .hasSameTextualContentAs(folder.resolve("data-local/MANIFEST.json"));
    assertThat(parameters("run-local-cluster")).isEqualTo(parameters("run-local"));
  }

  private Object[] prepare(String name, Object... options) {
    return arguments(
        options,
        "prepare",
        "--input",
        folder.resolve("corpus/encyclopedia.xml.bz2"),
        "--output",
        folder.resolve("data-" + name),
        "--set",
        "prepare.length=50");
  }

  private Object[] train(String name, Object... options) {
    return arguments(
        options,
        "train",
        "--data",
        folder.resolve("data-" + name),
        "--run",
        folder.resolve("run-" + name),
        "--config",
        "shakespeare",
        "--set",
        "model.hidden-size=8",
        "--set",
        "train.epochs=1");
  }

  private static Object[] arguments(Object[] options, Object... command) {
    return Stream.concat(Stream.of(options), Stream.of(command)).toArray();
  }

  private float[] parameters(String run) {
    return Checkpoints.find(folder.resolve(run).toString(), new Configuration())
        .network()
        .params()
        .data()
        .asFloat();
  }

  @Test
  void aSparkOfTheUsersIsTaken() throws Exception {
    Path home = Files.createDirectories(folder.resolve("spark home"));
    Files.createSymbolicLink(home.resolve("jars"), SPARK_JARS);
    Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(
        submit,
        Text.format(
            """
            #!/bin/sh
            echo "their spark-submit" >&2
            exec java -Xmx1g %s -cp "$(dirname "$0")/../jars/*" org.apache.spark.deploy.SparkSubmit "$@"
            """,
            "--add-opens=java.base/java.nio=ALL-UNNAMED"
                + " --add-opens=java.base/sun.nio.ch=ALL-UNNAMED"
                + " --add-opens=java.base/java.lang.invoke=ALL-UNNAMED"
                + " --add-opens=java.base/java.util=ALL-UNNAMED"
                + " --add-opens=java.base/java.lang=ALL-UNNAMED"));
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("play.txt"), "to be or not to be, ".repeat(400));
    Cli.Result prepared =
        run(
                Map.of("SPARK_HOME", home.toString()),
                SCRIPT,
                "prepare",
                "--input",
                "play.txt",
                "--output",
                "data",
                "--set",
                "prepare.length=30")
            .expect(0);
    assertThat(prepared.err()).contains("their spark-submit");
    assertThat(prepared.out()).contains("written    data");
  }

  @Test
  void exitCodesComeThroughSpark() throws Exception {
    run(Map.of(), SCRIPT, "prepare", "--input", "missing.xml", "--output", "data").expect(1);
    run(Map.of(), SCRIPT, "train", "--data", "d", "--run", "r", "--set", "train.epochs=0")
        .expect(2);
    Cli.Result noSpark =
        run(
                Map.of("SPARK_HOME", "/nowhere"),
                SCRIPT,
                "prepare",
                "--input",
                "x.txt",
                "--output",
                "data")
            .expect(1);
    assertThat(noSpark.err()).contains("SPARK_HOME");
  }
}
