package org.rnnlm.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Spark standalone cluster of the embedded Spark: a master and its workers, each a process of its
 * own on a host of its own, which start executors as processes of theirs. Close it; all of them end
 * then.
 */
final class StandaloneCluster implements AutoCloseable {
  static final Path SPARK_HOME = Path.of("target/spark").toAbsolutePath();

  private static final Duration START = Duration.ofSeconds(180);
  private static final Pattern URL = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final String REGISTERED = "Registering worker ";

  private final Path folder;
  private final Hosts hosts;
  private final List<String> options;
  private final List<Process> processes = new ArrayList<>();
  private String url;

  private StandaloneCluster(Path folder, Hosts hosts, List<String> options) {
    this.folder = folder;
    this.hosts = hosts;
    this.options = options;
  }

  /**
   * Starts one as {@link #start(Path, Hosts, int, int, String, String...)} does, on this machine.
   */
  static StandaloneCluster start(Path folder, int workers, int cores, String memory)
      throws IOException, InterruptedException {
    return start(folder, Hosts.LOOPBACK, workers, cores, memory);
  }

  /**
   * Starts a cluster.
   *
   * @param folder for logs and the executors' folders
   * @param hosts whose first one has the master, and each further one a worker
   * @param workers how many
   * @param cores of each
   * @param memory that each may give to executors' heaps, such as {@code 2g}
   * @param options of master and workers for Java, such as {@code -Dspark.worker.timeout=60}
   */
  static StandaloneCluster start(
      Path folder, Hosts hosts, int workers, int cores, String memory, String... options)
      throws IOException, InterruptedException {
    StandaloneCluster cluster =
        new StandaloneCluster(Files.createDirectories(folder), hosts, List.of(options));
    try {
      cluster.startMaster();
      for (int i = 0; i < workers; i++) {
        cluster.startWorker(cores, memory);
      }
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  private void startMaster() throws IOException, InterruptedException {
    launch("master", 0, "org.apache.spark.deploy.master.Master", "--port", "0");
    await(() -> masterUrl().isPresent());
    url = masterUrl().orElseThrow();
  }

  private Optional<String> masterUrl() throws IOException {
    Matcher line = URL.matcher(Files.readString(log("master")));
    return line.find() ? Optional.of(line.group(1)) : Optional.empty();
  }

  /** Starts one more worker, and waits until the master knows it. */
  void startWorker(int cores, String memory) throws IOException, InterruptedException {
    int before = registered();
    launch(
        "worker-" + processes.size(),
        processes.size(),
        "org.apache.spark.deploy.worker.Worker",
        "--cores",
        Integer.toString(cores),
        "--memory",
        memory,
        "--work-dir",
        folder.resolve("work").toString(),
        url);
    await(() -> registered() > before);
  }

  private int registered() throws IOException {
    return Files.readString(log("master")).split(REGISTERED, -1).length - 1;
  }

  private void launch(String name, int host, String mainClass, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(hosts.entering(host));
    command.addAll(
        List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx256m"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            SPARK_HOME + "/jars/*",
            mainClass,
            "--host",
            hosts.address(host),
            "--webui-port",
            "0"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile());
    builder.environment().put("SPARK_HOME", SPARK_HOME.toString());
    builder.environment().put("SPARK_SCALA_VERSION", scalaVersion());
    processes.add(builder.start());
  }

  /** Returns {@code 2.12}, or {@code 2.13} of Spark 4. */
  private static String scalaVersion() {
    String version = scala.util.Properties.versionNumberString();
    return version.substring(0, version.lastIndexOf('.'));
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Condition condition) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline || processes.stream().anyMatch(p -> !p.isAlive())) {
        throw new IllegalStateException("the cluster did not start; its logs are in " + folder);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** What to give as {@code --master}. */
  String url() {
    return url;
  }

  Hosts hosts() {
    return hosts;
  }

  /** The executors that run now. */
  List<ProcessHandle> executors() {
    return processes.stream().flatMap(Process::descendants).filter(ProcessHandle::isAlive).toList();
  }

  /** What all executors so far wrote to standard error, their logs among it. */
  String executorLogs() throws IOException {
    StringBuilder logs = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("work"))) {
      for (Path file : files.filter(path -> path.endsWith("stderr")).sorted().toList()) {
        logs.append(Files.readString(file));
      }
    }
    return logs.toString();
  }

  @Override
  public void close() {
    for (ProcessHandle executor : executors()) {
      executor.destroyForcibly();
    }
    for (Process process : processes) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
