package org.rnnlm.jobs;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsDifference;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.RunFolder;
import org.rnnlm.train.RunSpec;
import org.rnnlm.train.TrainingRun;
import org.rnnlm.train.TrainingSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: shards become a model. */
@Command(
    name = "train",
    description = "Trains a model on shards, and writes checkpoints, samples and metrics.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  /** What says which sequences a round is of, and so what has been trained. */
  private static final Set<String> POSITION_DEPENDS_ON =
      Set.of(
          "train.averaging",
          "train.workers",
          "train.batch-size",
          "train.round-batches",
          "train.first-round-batches",
          "train.round-growth",
          "train.outer-optimizer",
          "train.outer-rate",
          "train.outer-momentum",
          "train.moments",
          "train.window",
          "train.seed");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description = "Shards, as prepare wrote them.")
  private String data;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "Folder for the run; new or empty, unless it is resumed.")
  private String run;

  @Option(
      names = "--resume",
      description =
          "Goes on with the run from its newest complete checkpoint, with its own settings but for what is set here.")
  private boolean resume;

  @Mixin private SettingsOptions options;

  @Override
  public Integer call() {
    Settings early = options.resolve(); // wrong settings end the program before Spark starts
    Specs.model(early);
    Specs.training(early);
    Specs.run(early);
    try (JavaSparkContext spark = SparkSessions.open("train")) {
      return resume ? resume(spark) : start(spark, early);
    }
  }

  private int start(JavaSparkContext spark, Settings settings) {
    ShardSet shards = ShardSet.open(data, spark.hadoopConfiguration());
    RunFolder folder = RunFolder.create(run, settings.render(), spark.hadoopConfiguration());
    training(spark, shards, settings, folder).start();
    return finish();
  }

  private int resume(JavaSparkContext spark) {
    Configuration hadoop = spark.hadoopConfiguration();
    RunFolder folder = RunFolder.open(run, hadoop);
    SettingsLayers layers =
        SettingsLayers.ofReference().withText(folder.settings(), folder.settingsLocation());
    Settings saved = layers.settings();
    Settings settings = options.over(layers).settings();
    refuseChanges(settings, saved);
    TrainingRun training = training(spark, ShardSet.open(data, hadoop), settings, folder);
    settings
        .differencesFrom(saved, key -> true)
        .forEach(change -> System.out.println("changed    " + change));
    training.resume(settings.render());
    return finish();
  }

  private void refuseChanges(Settings settings, Settings saved) {
    List<SettingsDifference> changed =
        settings.differencesFrom(
            saved, key -> key.startsWith("model.") || POSITION_DEPENDS_ON.contains(key));
    if (!changed.isEmpty()) {
      String keys =
          changed.stream().map(SettingsDifference::toString).collect(Collectors.joining("; "));
      throw new DataException(
          "run %s cannot go on with other settings than it began with: %s; leave them out, or start another run"
              .formatted(run, keys));
    }
  }

  private TrainingRun training(
      JavaSparkContext spark, ShardSet shards, Settings settings, RunFolder folder) {
    ModelSpec model = Specs.model(settings);
    TrainingSpec training = Specs.training(settings);
    RunSpec spec = Specs.run(settings);
    TrainingConsole console = new TrainingConsole(shards, training, Workers.of(spark, training));
    return new TrainingRun(spark, shards, model, training, spec, folder, console);
  }

  private int finish() {
    System.out.println("run        " + run);
    return 0;
  }
}
