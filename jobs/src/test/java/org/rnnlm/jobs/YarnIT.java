package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.text.Text;

/**
 * {@code submit/rnnlm --master yarn} on a resource manager and a node manager, which kills
 * containers that outgrow their memory: the driver here, and the driver in the cluster.
 */
class YarnIT {
  @TempDir private static Path folder;

  private static YarnCluster yarn;

  @BeforeAll
  static void startYarn() throws Exception {
    yarn = new YarnCluster(folder);
    prepare();
  }

  private static void prepare() {
    Cli.run("corpus", "--output", folder.resolve("corpus"), "--articles", 40).expect(0);
    Cli.run(
            "prepare",
            "--input",
            folder.resolve("corpus/encyclopedia.xml.bz2"),
            "--output",
            folder.resolve("data"),
            "--set",
            "prepare.length=50")
        .expect(0);
    Cli.run(train("local", 2).toArray()).expect(0);
  }

  @AfterAll
  static void stopYarn() {
    yarn.close();
  }

  @Test
  void aDriverHereTrainsWithExecutorsOnYarn() throws Exception {
    Cli.Result trained = submit("client", train("client", 2)).expect(0);
    assertThat(trained.out()).contains("on yarn", "epoch 2/2");
    assertThat(Arrays.equals(parameters("client"), parameters("local"))).isTrue();
  }

  @Test
  @Tag("soak")
  void aDriverInTheClusterGoesOnWithTheRun() throws Exception {
    Cli.run(train("cluster", 1).toArray()).expect(0);
    List<Object> resume = new ArrayList<>(train("cluster", 2));
    resume.add("--resume");
    submit("cluster", resume).expect(0);
    assertThat(Arrays.equals(parameters("cluster"), parameters("local"))).isTrue();
    submit("cluster", train("cluster", 2)).expect(1); // the folder is not empty
  }

  @Test
  void withoutHadoopsSettingsItSaysWhatIsMissing() throws Exception {
    Cli.Result result =
        new SubmitScript(folder)
            .run(Map.of("HADOOP_CONF_DIR", ""), SubmitScript.RNNLM, "train", "--master", "yarn")
            .expect(2);
    assertThat(result.err()).contains("HADOOP_CONF_DIR");
  }

  private static List<Object> train(String run, int epochs) {
    return List.of(
        "train",
        "--data",
        folder.resolve("data"),
        "--run",
        folder.resolve(run),
        "--set",
        "model.hidden-size=8",
        "--set",
        "train.epochs=" + epochs);
  }

  private static Cli.Result submit(String deployMode, List<Object> arguments) throws Exception {
    List<Object> all = new ArrayList<>(List.of("--master", "yarn"));
    all.addAll(arguments);
    Map<String, String> environment =
        Map.of(
            "HADOOP_CONF_DIR",
            yarn.settings().toString(),
            "RNNLM_SPARK_OPTIONS",
            Text.format(
                "--deploy-mode %s --conf spark.yarn.jars=local:%s/jars/* --conf spark.yarn.stagingDir=%s",
                deployMode, StandaloneCluster.SPARK_HOME, folder.resolve("staging")));
    return new SubmitScript(folder).run(environment, SubmitScript.RNNLM, all.toArray());
  }

  private static float[] parameters(String run) {
    return Checkpoints.find(folder.resolve(run).toString(), new Configuration())
        .network()
        .params()
        .data()
        .asFloat();
  }
}
