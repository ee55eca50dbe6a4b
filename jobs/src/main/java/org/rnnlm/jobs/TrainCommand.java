package org.rnnlm.jobs;

import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Settings;
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
final class TrainCommand implements Callable<Integer>, Demanding {
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
    Specs.executorWaitSeconds(early);
    try (JavaSparkContext spark = SparkSessions.openForTraining("train")) {
      return resume ? resume(spark) : start(spark, early);
    }
  }

  private int start(JavaSparkContext spark, Settings settings) {
    ShardSet shards = ShardSet.open(data, spark.hadoopConfiguration());
    RunFolder folder = RunFolder.create(run, settings.render(), spark.hadoopConfiguration());
    TrainingRun training = training(spark, shards, settings, folder);
    return train(spark, settings, training, training::start);
  }

  private int resume(JavaSparkContext spark) {
    Configuration hadoop = spark.hadoopConfiguration();
    RunFolder folder = RunFolder.open(run, hadoop);
    SettingsLayers layers = TrainSettings.saved(folder);
    Settings saved = layers.settings();
    Settings settings = options.over(layers).settings();
    TrainSettings.refuseChanges(run, settings, saved);
    TrainingRun training = training(spark, ShardSet.open(data, hadoop), settings, folder);
    settings
        .differencesFrom(saved, key -> true)
        .forEach(change -> System.out.println("changed    " + change));
    return train(spark, settings, training, () -> training.resume(settings.render()));
  }

  @Override
  public Demand demand(Configuration hadoop) {
    Settings settings =
        resume
            ? options.over(TrainSettings.saved(RunFolder.open(run, hadoop))).settings()
            : options.resolve();
    return TrainingDemand.of(data, settings, hadoop);
  }

  private TrainingRun training(
      JavaSparkContext spark, ShardSet shards, Settings settings, RunFolder folder) {
    ModelSpec model = Specs.model(settings);
    TrainingSpec training = Specs.training(settings);
    RunSpec spec = Specs.run(settings);
    TrainingConsole console = new TrainingConsole(shards, training, Workers.of(spark, training));
    return new TrainingRun(spark, shards, model, training, spec, folder, console);
  }

  private int train(
      JavaSparkContext spark, Settings settings, TrainingRun training, Runnable rounds) {
    int wait = Specs.executorWaitSeconds(settings);
    try (ExecutorWatch watch = ExecutorWatch.start(spark, wait)) {
      try {
        rounds.run();
      } catch (Exception e) { // Spark throws checked ones without saying so
        Exception failure = watch.ended() ? new NoExecutorsException(wait, e) : e;
        throw interrupted(training, failure);
      }
    }
    if (!training.faults().none()) {
      System.out.println("survived   " + training.faults().summary());
    }
    System.out.println("run        " + run);
    return 0;
  }

  private RuntimeException interrupted(TrainingRun training, Exception failure) {
    if (!training.begun() && failure instanceof RuntimeException refusal) {
      return refusal;
    }
    return new InterruptedRun(training.lastCheckpoint(), data, run, failure);
  }
}
