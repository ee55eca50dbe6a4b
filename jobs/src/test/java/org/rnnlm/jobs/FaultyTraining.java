package org.rnnlm.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.codec.digest.DigestUtils;

/** A training on small shards, undisturbed in this process or under faults on a cluster. */
final class FaultyTraining {
  /** More than the executors of any cluster here. */
  static final int WORKERS = 5;

  private static final Path CLASSES = Path.of("target/test-classes").toAbsolutePath();

  /** Speculation so eager that a worker stopped for seconds has a second attempt for certain. */
  private static final Map<String, String> EAGER =
      Map.of(
          "spark.speculation", "true",
          "spark.speculation.interval", "100ms",
          "spark.speculation.quantile", "0.2",
          "spark.speculation.multiplier", "1.1",
          "spark.speculation.minTaskRuntime", "500ms");

  private final Path folder;
  private final SubmitScript submit;
  private final List<String> settings;

  /**
   * Makes the shards.
   *
   * @param settings of all runs, such as {@code train.epochs=1}
   */
  FaultyTraining(Path folder, int articles, String... settings) {
    this(folder, settings);
    Cli.run("corpus", "--output", folder.resolve("corpus"), "--articles", articles).expect(0);
    prepare(folder.resolve("corpus/encyclopedia.xml.bz2"));
  }

  private FaultyTraining(Path folder, String... settings) {
    this.folder = folder;
    this.submit = new SubmitScript(folder);
    this.settings = List.of(settings);
  }

  /** Makes shards of drawn words, of which each occurs once at least. */
  static FaultyTraining ofWords(Path folder, int words, int tokens, String... settings)
      throws IOException {
    FaultyTraining training = new FaultyTraining(folder, settings);
    Random random = new Random(3);
    String text =
        IntStream.range(0, tokens)
            .map(i -> i < words ? i : (int) Math.pow(words, random.nextDouble()))
            .mapToObj(word -> "w" + word)
            .collect(Collectors.joining(" "));
    Path file = Files.writeString(folder.resolve("words.txt"), text);
    training.prepare(
        file,
        "prepare.tokens=words",
        "prepare.vocabulary-size=" + words,
        "prepare.minimum-count=1");
    return training;
  }

  private void prepare(Path input, String... more) {
    List<Object> words =
        new ArrayList<>(List.of("prepare", "--input", input, "--output", folder.resolve("data")));
    List<String> all =
        new ArrayList<>(
            List.of("prepare.length=50", "prepare.valid-share=0.1", "prepare.shard-tokens=10000"));
    all.addAll(List.of(more));
    for (String setting : all) {
      words.addAll(List.of("--set", setting));
    }
    Cli.run(words.toArray()).expect(0);
  }

  Path run(String name) {
    return folder.resolve(name);
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Where drivers and executors keep what they write for each other. */
  Path localFiles() {
    return folder.resolve("spark-local");
  }

  /** Trains without faults. */
  Cli.Result undisturbed(String run) {
    return Cli.run(arguments(data().toString(), run).toArray());
  }

  private List<Object> arguments(String data, String run, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("train", "--data", data, "--run", run(run)));
    List<String> all =
        new ArrayList<>(
            List.of(
                "model.hidden-size=12",
                "model.dropout=0.2",
                "train.workers=" + WORKERS,
                "train.outer-optimizer=nesterov", // has a state that must not be lost either
                "compute.cached-tokens=0", // faults come when shards are opened
                "train.batch-size=4",
                "train.schedule=constant", // so that runs of more epochs begin alike
                "train.round-batches=4",
                "sample.length=5"));
    all.addAll(settings);
    for (String setting : all) {
      arguments.add("--set");
      arguments.add(setting);
    }
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Trains in processes of their own, with shards that break as planned. */
  Cli.Result under(FaultPlan plan, String master, String run, Object... more)
      throws IOException, InterruptedException {
    return submit.run(
        Map.of("RNNLM_SPARK_OPTIONS", options(plan, EAGER), "RNNLM_DRIVER_MEMORY", "1g"),
        SubmitScript.RNNLM,
        arguments("faulty://" + data(), run, more(master, more)).toArray());
  }

  /**
   * Trains on a cluster, the driver on the host of its master.
   *
   * @param spark settings of Spark
   */
  Cli.Result on(
      StandaloneCluster cluster,
      FaultPlan plan,
      Map<String, String> spark,
      String run,
      Object... more)
      throws IOException, InterruptedException {
    List<Object> words = new ArrayList<>(cluster.hosts().entering(0));
    words.add(SubmitScript.RNNLM);
    words.addAll(arguments("faulty://" + data(), run, more(cluster.url(), more)));
    return submit.run(
        Map.of(
            "RNNLM_SPARK_OPTIONS",
            options(plan, spark),
            "RNNLM_DRIVER_MEMORY",
            "1g",
            "SPARK_LOCAL_IP",
            cluster.hosts().address(0)),
        Path.of(words.get(0).toString()),
        words.subList(1, words.size()).toArray());
  }

  private static Object[] more(String master, Object... more) {
    List<Object> all = new ArrayList<>(List.of("--master", master));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private String options(FaultPlan plan, Map<String, String> spark) {
    Map<String, String> conf = new TreeMap<>(spark);
    conf.put("spark.hadoop." + FaultyFileSystem.IMPLEMENTATION, FaultyFileSystem.class.getName());
    conf.put("spark.hadoop." + FaultyFileSystem.PLAN, plan.folder().toString());
    conf.put("spark.executor.extraClassPath", CLASSES.toString());
    conf.put("spark.driver.extraClassPath", CLASSES.toString());
    conf.put("spark.local.dir", localFiles().toString());
    StringBuilder options = new StringBuilder();
    conf.forEach((key, value) -> options.append("--conf ").append(key + "=" + value).append(' '));
    return options.toString().strip();
  }

  /** SHA-256 of each part of the newest checkpoint's model: configuration, parameters, updater. */
  Map<String, String> model(String run) throws IOException {
    Map<String, String> parts = new TreeMap<>();
    try (ZipInputStream in =
        new ZipInputStream(Files.newInputStream(newest(run).resolve("model.zip")))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        parts.put(entry.getName(), DigestUtils.sha256Hex(in.readAllBytes()));
      }
    }
    parts.put("checkpoint", newest(run).getFileName().toString());
    return parts;
  }

  private Path newest(String run) throws IOException {
    try (Stream<Path> checkpoints = Files.list(run(run).resolve("checkpoints"))) {
      return checkpoints.max(Comparator.naturalOrder()).orElseThrow();
    }
  }

  /** Sum of a number over the lines of a run's {@code metrics.jsonl}. */
  int total(String run, String key) throws IOException {
    int total = 0;
    for (String line : Files.readAllLines(run(run).resolve("metrics.jsonl"))) {
      total += Integer.parseInt(line.replaceFirst(".*\"" + key + "\":(\\d+).*", "$1"));
    }
    return total;
  }
}
