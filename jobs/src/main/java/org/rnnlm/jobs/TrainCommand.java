package org.rnnlm.jobs;

import java.util.List;
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
import org.rnnlm.train.LearningRate;
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
          "Goes on with the run from its newest complete checkpoint, with its own settings.")
  private boolean resume;

  @Mixin private SettingsOptions options;

  @Override
  public Integer call() {
    Settings early =
        resume ? null : options.resolve(); // wrong settings end the program before Spark starts
    if (!resume) {
      Specs.model(early);
      Specs.training(early);
      Specs.run(early);
    }
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
    SettingsLayers saved =
        SettingsLayers.ofReference().withText(folder.settings(), folder.settingsLocation());
    Settings settings = options.over(saved).settings();
    refuseChanges(settings, saved.settings());
    training(spark, ShardSet.open(data, hadoop), settings, folder).resume();
    return finish();
  }

  private void refuseChanges(Settings settings, Settings saved) {
    List<SettingsDifference> changed =
        settings.differencesFrom(
            saved,
            key ->
                (key.startsWith("model.") || key.startsWith("train.")) && !mayChange(key, saved));
    if (!changed.isEmpty()) {
      String keys =
          changed.stream().map(SettingsDifference::toString).collect(Collectors.joining("; "));
      throw new DataException(
          "run "
              + run
              + " cannot go on with other settings than it began with: "
              + keys
              + "; leave them out, or start another run");
    }
  }

  /** More epochs may be added to a run, unless its learning rate falls towards the last one. */
  private static boolean mayChange(String key, Settings saved) {
    LearningRate rate = Specs.training(saved).learningRate();
    return key.equals("train.epochs") && rate.schedule() == LearningRate.Schedule.CONSTANT;
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
