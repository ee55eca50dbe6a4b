package org.rnnlm.jobs;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.jobs.specs.RunSpecs;
import org.rnnlm.jobs.specs.TrainingSpecs;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.train.ResumePoint;
import org.rnnlm.train.RunClaim;
import org.rnnlm.train.RunSpec;
import org.rnnlm.train.TrainingFit;
import org.rnnlm.train.TrainingRun;
import org.rnnlm.train.TrainingSpec;
import org.rnnlm.vectors.PretrainedVectors;
import org.rnnlm.vectors.VectorCoverage;
import org.rnnlm.vectors.VectorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
          "Goes on with the run from its newest complete checkpoint, with its own settings but for"
              + " what is set here.")
  private boolean resume;

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description =
          "Vectors of words that the embedding starts from, in word2vec's or GloVe's text format,"
              + " plain, .gz or .bz2; as wide as model.embedding-size. Words that are not in it"
              + " have the vector of their lower-case form, or start at random."
              + " model.freeze-embedding keeps them as they are.")
  private Optional<String> vectors;

  @Option(
      names = "--take-over",
      description =
          "With --resume: takes the run from a driver that is training it, which stops. Not needed"
              + " where that driver has ended, since its claim is void after a minute without a"
              + " sign of life.")
  private boolean takeOver;

  @Option(
      names = "--floor",
      paramLabel = "FILE",
      description =
          "floor.tsv of a generated corpus: the report then shows the loss that no model can beat.")
  private Optional<String> floor;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  TrainCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Settings early = early(); // what cannot be trained ends the program before Spark starts
    TrainingFit.on(
        ModelSpecs.of(early),
        TrainingSpecs.of(early),
        ShardSet.open(data, HadoopSettings.current()));
    RunSpecs.of(early);
    RunSpecs.executorWaitSeconds(early);
    check(HadoopSettings.current());
    try (RunClaim claim = claim(HadoopSettings.current());
        JavaSparkContext spark = SparkSessions.openForTraining("train")) {
      return resume ? resume(spark, claim) : start(spark, early, claim);
    }
  }

  private Settings early() {
    SettingsLayers layers = options.over(SettingsLayers.ofReference());
    ModelSpecs.of(layers.settings()); // what is wrong whatever the data are
    TrainingSpecs.of(layers.settings());
    Configuration hadoop = HadoopSettings.current();
    return resume
        ? options.over(TrainSettings.saved(RunFolder.open(run, hadoop))).settings()
        : DataSettings.on(ShardSet.open(data, hadoop), layers);
  }

  /** Claims the run's folder, which must be one that may be claimed. */
  private RunClaim claim(Configuration hadoop) {
    Folder folder = Folder.at(run, hadoop);
    if (resume) {
      RunFolder.open(run, hadoop);
    } else {
      RunFolder.requireFresh(folder);
    }
    return RunClaim.take(folder, resume && takeOver, System.err::println);
  }

  /** Ends the program before Spark starts if a path is missing. */
  private void check(Configuration hadoop) {
    ShardSet.open(data, hadoop);
    vectors.ifPresent(file -> BeforeSpark.requireFile("--vectors", file, hadoop));
  }

  private int start(JavaSparkContext spark, Settings settings, RunClaim claim) {
    ShardSet shards = ShardSet.open(data, spark.hadoopConfiguration());
    Workers.requireHeap(spark, shards, settings);
    Optional<PretrainedVectors> pretrained =
        vectors.map(file -> vectors(spark, file, shards, settings));
    RunFolder folder =
        RunFolder.create(
            run,
            settings.render(),
            pretrained.map(PretrainedVectors::coverage),
            spark.hadoopConfiguration());
    TrainingRun training = training(spark, shards, settings, folder).under(claim);
    pretrained.ifPresent(training::from);
    return train(spark, settings, training, training::start);
  }

  private int resume(JavaSparkContext spark, RunClaim claim) {
    Configuration hadoop = spark.hadoopConfiguration();
    RunFolder folder = RunFolder.open(run, hadoop);
    SettingsLayers layers = TrainSettings.saved(folder);
    Settings saved = layers.settings();
    Settings settings = options.over(layers).settings();
    Optional<ResumePoint> point = ResumePoint.newest(folder, Checkpoints::warn);
    Settings trained = point.flatMap(TrainSettings::trained).orElse(saved);
    TrainSettings.refuseChanges(run, settings, trained);
    if (vectors.isPresent()) {
      throw new DataException(
          Text.format(
              "--vectors is for a run's start: %s goes on with what it has learnt; leave it out",
              run));
    }
    ShardSet shards = ShardSet.open(data, hadoop);
    Workers.requireHeap(spark, shards, settings);
    TrainingRun training = training(spark, shards, settings, folder).under(claim);
    if (point.isEmpty()) {
      startAgain(spark, folder, shards, settings).ifPresent(training::from);
    }
    settings
        .differencesFrom(saved, key -> true)
        .forEach(change -> System.out.println("changed    " + change));
    point
        .flatMap(
            from ->
                StretchedCosine.warning(
                    from.state().position().tokens(),
                    shards.split(Split.TRAIN).targets(),
                    TrainingSpecs.of(settings),
                    TrainingSpecs.of(trained)))
        .ifPresent(Checkpoints::warn);
    return train(spark, settings, training, () -> training.resume(point, settings.render()));
  }

  private static PretrainedVectors vectors(
      JavaSparkContext spark, String file, ShardSet shards, Settings settings) {
    int width = ModelSpecs.of(settings).embeddingSize();
    if (width == 0) {
      throw settings.refused("model.embedding-size", "must be the width of --vectors " + file);
    }
    PretrainedVectors vectors =
        VectorFile.read(file, spark.hadoopConfiguration(), width, shards.vocabulary());
    System.out.println("vectors    " + vectors.coverage().summary());
    return vectors;
  }

  /** The vectors of a run that ended before its first checkpoint. */
  private static Optional<PretrainedVectors> startAgain(
      JavaSparkContext spark, RunFolder folder, ShardSet shards, Settings settings) {
    Optional<VectorCoverage> saved = folder.vectors();
    if (saved.isEmpty()) {
      return Optional.empty();
    }
    PretrainedVectors again = vectors(spark, saved.get().file(), shards, settings);
    if (!again.coverage().equals(saved.get())) {
      throw new DataException(
          Text.format(
              "%s has changed since %s was begun with it; start another run",
              saved.get().file(), folder));
    }
    return Optional.of(again);
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
    ModelSpec model = ModelSpecs.of(settings);
    TrainingSpec training = TrainingSpecs.of(settings);
    RunSpec spec = RunSpecs.of(settings);
    TrainingConsole shown =
        new TrainingConsole(shards, training, Workers.of(spark, training), console);
    RunReporter reporter =
        new RunReporter(
            shown, shards, folder, Origins.of(command, floor, shards, spark.hadoopConfiguration()));
    return new TrainingRun(spark, shards, model, training, spec, folder, reporter);
  }

  private int train(
      JavaSparkContext spark, Settings settings, TrainingRun training, Runnable rounds) {
    int wait = RunSpecs.executorWaitSeconds(settings);
    String command = Text.format("train --data %s --run %s --resume", data, run);
    ExecutorWatch.train(spark, wait, training, rounds, command);
    Optional<EpochMetrics> best = training.state().flatMap(TrainingState::best);
    RunEnd.lines(run, data, training.faults(), best).forEach(System.out::println);
    console.result(RunEnd.fields(run, training.faults(), best));
    return 0;
  }
}
