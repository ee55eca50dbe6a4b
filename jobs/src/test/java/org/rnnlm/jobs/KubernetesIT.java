package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code submit/rnnlm --master k8s://…} against an API server that keeps what it is given, without
 * nodes behind it: what is asked of Kubernetes, and that the entrypoint does with it what Spark
 * expects.
 */
class KubernetesIT {
  private static final String IMAGE = "registry.example/rnnlm:0.2.0";

  @TempDir private static Path folder;

  private static ApiServer server;
  private static KubernetesClient client;

  @BeforeAll
  static void startServerAndPrepare() {
    server = new ApiServer();
    client = server.client();
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
  }

  @AfterAll
  static void stopServer() {
    client.close();
    server.close();
  }

  private static Cli.Result submit(String options, List<Object> arguments) throws Exception {
    List<Object> all = new ArrayList<>(List.of("--master", server.master()));
    all.addAll(arguments);
    Map<String, String> environment =
        Map.of(
            "RNNLM_IMAGE",
            IMAGE,
            "RNNLM_SPARK_OPTIONS",
            options,
            "SPARK_LOCAL_IP",
            "127.0.0.1",
            "KUBECONFIG",
            folder.resolve("none").toString());
    return new SubmitScript(folder).run(environment, SubmitScript.RNNLM, all.toArray());
  }

  private static List<Object> train(String run, String... settings) {
    List<Object> words =
        new ArrayList<>(
            List.of("train", "--data", folder.resolve("data"), "--run", folder.resolve(run)));
    for (String setting : settings) {
      words.addAll(List.of("--set", setting));
    }
    return words;
  }

  @Test
  void theDriversPodIsAskedForWithThePlannedMemory() throws Exception {
    submit(
            "--conf spark.kubernetes.submission.waitAppCompletion=false"
                + " --conf spark.kubernetes.driver.pod.name=the-driver",
            train("cluster", "train.workers=3", "model.hidden-size=512"))
        .expect(0);
    Pod pod = client.pods().withName("the-driver").get();
    Container container = pod.getSpec().getContainers().get(0);
    assertThat(container.getImage()).isEqualTo(IMAGE);
    assertThat(container.getArgs())
        .startsWith("driver", "--properties-file")
        .contains("org.rnnlm.jobs.Main", "local:///opt/rnnlm/rnnlm.jar", "train");
    assertThat(container.getEnv())
        .anyMatch(v -> v.getName().equals("OMP_NUM_THREADS") && v.getValue().equals("1"));
    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getVolumeMounts()).anyMatch(mount -> mount.getMountPath().equals("/tmp"));
    assertThat(pod.getMetadata().getLabels()).containsEntry("app.kubernetes.io/name", "rnnlm");
    client.pods().withName("the-driver").delete();

    Properties settings = sparkProperties();
    long memory =
        mebibytes(settings, "spark.driver.memory")
            + mebibytes(settings, "spark.driver.memoryOverhead");
    assertThat(container.getResources().getLimits().get("memory"))
        .isEqualTo(new Quantity(memory + "Mi"));
    assertThat(settings)
        .containsEntry("spark.executor.instances", "3")
        .containsEntry("spark.executor.cores", "1")
        .containsKey("spark.kubernetes.executor.podTemplateFile");
    assertThat(settings.getProperty("spark.executor.extraJavaOptions"))
        .contains(
            "maxphysicalbytes="
                + (mebibytes(settings, "spark.executor.memory")
                    + mebibytes(settings, "spark.executor.memoryOverhead"))
                + "m");
  }

  private static Properties sparkProperties() throws Exception {
    String text =
        client.configMaps().list().getItems().stream()
            .map(map -> map.getData().get("spark.properties"))
            .filter(value -> value != null)
            .findFirst()
            .orElseThrow();
    Properties settings = new Properties();
    settings.load(new StringReader(text));
    return settings;
  }

  private static long mebibytes(Properties settings, String key) {
    assertThat(settings.getProperty(key)).endsWith("m");
    return Long.parseLong(settings.getProperty(key).replace("m", ""));
  }

  @Test
  @Tag("soak")
  void executorsOfTheEntrypointTrain() throws Exception {
    List<Object> training = train("executors", "model.hidden-size=8", "train.epochs=1");
    try (Kubelet kubelet = new Kubelet(client, folder.resolve("pods"))) {
      submit("--deploy-mode client", training).expect(0);
      assertThat(kubelet.started()).isEqualTo(2);
    }
    Cli.run(train("local", "model.hidden-size=8", "train.epochs=1").toArray()).expect(0);
    assertThat(Arrays.equals(parameters("executors"), parameters("local"))).isTrue();
  }

  private static float[] parameters(String run) {
    return Checkpoints.find(folder.resolve(run).toString(), new Configuration())
        .network()
        .params()
        .data()
        .asFloat();
  }

  @Test
  void theEntrypointStartsADriver() throws Exception {
    Path properties = folder.resolve("spark.properties");
    Files.writeString(properties, "spark.master=local[1]\nspark.driver.memory=1g\n");
    Path bin = Kubelet.tini(Files.createDirectories(folder.resolve("bin"))).getParent();
    Map<String, String> environment =
        Map.of(
            "SPARK_HOME",
            StandaloneCluster.SPARK_HOME.toString(),
            "SPARK_SCALA_VERSION",
            "2.12",
            "SPARK_DRIVER_BIND_ADDRESS",
            "127.0.0.1",
            "PATH",
            bin + ":" + System.getenv("PATH"));
    Cli.Result help =
        new SubmitScript(folder)
            .run(
                environment,
                Kubelet.ENTRYPOINT,
                "driver",
                "--properties-file",
                properties,
                "--class",
                "org.rnnlm.jobs.Main",
                "local://" + SubmitScript.ROOT.resolve("jobs/target/rnnlm.jar"),
                "train",
                "--help")
            .expect(0);
    assertThat(help.out()).contains("--run", "--resume");
  }

  @Test
  void theAccountMayWhatTheDriverDoes() throws Exception {
    try (InputStream yaml =
        Files.newInputStream(SubmitScript.ROOT.resolve("submit/kubernetes/account.yaml"))) {
      List<HasMetadata> resources = client.load(yaml).items();
      assertThat(resources)
          .extracting(HasMetadata::getKind)
          .containsExactly("ServiceAccount", "Role", "RoleBinding");
    }
  }

  @Test
  void withoutAnImageItSaysHowToNameOne() throws Exception {
    Cli.Result result =
        new SubmitScript(folder)
            .run("--master", "k8s://http://127.0.0.1:1", "train", "--data", "d", "--run", "r")
            .expect(2);
    assertThat(result.err()).contains("RNNLM_IMAGE", "submit/kubernetes");
  }
}
