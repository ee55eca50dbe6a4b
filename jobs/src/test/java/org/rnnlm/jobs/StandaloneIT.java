package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit/rnnlm --master spark://…} on a standalone master with two workers. */
class StandaloneIT {
  @TempDir private static Path folder;

  private static StandaloneCluster cluster;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = StandaloneCluster.start(folder.resolve("standalone"), 2, 1, "2g");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @Test
  void aRunResumedOnTheClusterEndsWhereALocalOneDoes() throws Exception {
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
    Cli.run(train("local", 2)).expect(0);

    SubmitScript submit = new SubmitScript(folder);
    Cli.Result first = submit.run(onCluster(train("cluster", 1))).expect(0);
    assertThat(first.out()).contains("on " + cluster.url());
    Cli.Result resumed =
        submit
            .run(
                onCluster(
                    "train",
                    "--data",
                    folder.resolve("data"),
                    "--run",
                    folder.resolve("cluster"),
                    "--resume",
                    "--set",
                    "train.epochs=2"))
            .expect(0);
    assertThat(resumed.out()).contains("resuming   after round").contains("epoch 2/2");
    assertThat(Arrays.equals(parameters("cluster"), parameters("local"))).isTrue();
    assertThat(cluster.executorLogs()).contains("workers compute with");
  }

  private static Object[] train(String run, int epochs) {
    return new Object[] {
      "train",
      "--data",
      folder.resolve("data"),
      "--run",
      folder.resolve(run),
      "--config",
      "shakespeare",
      "--set",
      "model.hidden-size=8",
      "--set",
      "train.schedule=constant", // cosine ends at the last epoch of each of the two runs
      "--set",
      "train.epochs=" + epochs
    };
  }

  private static Object[] onCluster(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--master";
    all[arguments.length + 1] = cluster.url();
    return all;
  }

  private static float[] parameters(String run) {
    return Checkpoints.find(folder.resolve(run).toString(), new Configuration())
        .network()
        .params()
        .data()
        .asFloat();
  }
}
