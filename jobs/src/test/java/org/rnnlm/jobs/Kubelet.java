package org.rnnlm.jobs;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does for pods what Kubernetes does on a node, as far as one process can: starts the image's
 * entrypoint with each new pod's arguments and environment, and reports the pod as running.
 */
final class Kubelet implements AutoCloseable {
  static final Path ENTRYPOINT = SubmitScript.ROOT.resolve("submit/kubernetes/entrypoint.sh");

  private final KubernetesClient client;
  private final Path folder;
  private final Map<String, Process> processes = new HashMap<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param folder for the pods' output
   */
  Kubelet(KubernetesClient client, Path folder) throws IOException {
    this.client = client;
    this.folder = Files.createDirectories(folder);
    tini(folder);
    timer.scheduleWithFixedDelay(this::startNewPods, 0, 200, TimeUnit.MILLISECONDS);
  }

  /** What starts a process in the image, where there is none. */
  static Path tini(Path folder) throws IOException {
    Path tini = folder.resolve("tini");
    Files.writeString(tini, "#!/bin/sh\nshift 2\nexec \"$@\"\n");
    return Files.setPosixFilePermissions(tini, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void startNewPods() {
    for (Pod pod : client.pods().list().getItems()) {
      String name = pod.getMetadata().getName();
      if (!processes.containsKey(name)) {
        processes.put(name, start(pod));
        client.pods().withName(name).editStatus(Kubelet::running);
      }
    }
  }

  private Process start(Pod pod) {
    Container container = pod.getSpec().getContainers().get(0);
    List<String> command = new ArrayList<>(List.of(ENTRYPOINT.toString()));
    command.addAll(container.getArgs());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(pod.getMetadata().getName() + ".log").toFile());
    Map<String, String> environment = builder.environment();
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), value(variable));
    }
    environment.put("SPARK_HOME", StandaloneCluster.SPARK_HOME.toString());
    environment.put("PATH", folder + ":" + environment.get("PATH"));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value, or the address of the pod, which is all that Spark asks for in its stead. */
  private static String value(EnvVar variable) {
    return variable.getValueFrom() == null ? variable.getValue() : "127.0.0.1";
  }

  private static Pod running(Pod pod) {
    return new PodBuilder(pod).editOrNewStatus().withPhase("Running").endStatus().build();
  }

  /** How many pods have been started. */
  int started() {
    return processes.size();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    for (Process process : processes.values()) {
      process.destroyForcibly().onExit().join();
    }
  }
}
