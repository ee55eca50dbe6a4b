package org.rnnlm.jobs;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.jobs.specs.TrainingSpecs;
import org.rnnlm.run.Lineage;
import org.rnnlm.run.RunFolder;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.train.Ancestor;
import org.rnnlm.train.ResumePoint;
import org.rnnlm.train.RunClaim;
import org.rnnlm.train.Sitting;
import org.rnnlm.train.TrainingRun;
import org.rnnlm.vectors.PretrainedVectors;
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
      description = "Names the shards, as prepare wrote them.")
  private String data;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description =
          "Names the folder for the run, which is new or empty unless the run is resumed.")
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
          "Names vectors of words that the embedding starts from (train.vectors), in word2vec's or"
              + " GloVe's text format, plain, .gz or .bz2; they are as wide as"
              + " model.embedding-size. Words that the file lacks have the vector of their"
              + " lower-case form, or start at random."
              + " model.freeze-embedding keeps them as they are.")
  private Optional<String> vectors;

  @Option(
      names = "--from",
      paramLabel = "RUN-or-CHECKPOINT",
      description =
          "Names a run or a checkpoint whose weights the run begins with, on these shards"
              + " (train.from). The model has its shape; what belongs to a token goes to the token"
              + " of the same text, and the rest begins anew. train.freeze keeps layers as they"
              + " are.")
  private Optional<String> from;

  @Option(
      names = "--from-state",
      paramLabel = "new|keep",
      description =
          "Says whether the optimizer begins anew or goes on where that of --from was"
              + " (train.from-state); new if not given.")
  private Optional<String> fromState;

  @Option(
      names = "--take-over",
      description =
          "Takes the run, with --resume, from a driver that is training it, which stops. It is not"
              + " needed where that driver has ended, since its claim is void after a minute"
              + " without a sign of life.")
  private boolean takeOver;

  @Option(
      names = "--floor",
      paramLabel = "FILE",
      description =
          "Names the floor.tsv of a generated corpus: the report then shows the loss that no model"
              + " can beat.")
  private Optional<String> floor;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  TrainCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration hadoop = HadoopSettings.current();
    settingsOfOptions();
    return resume ? resume(hadoop) : start(hadoop);
  }

  private void settingsOfOptions() {
    options
        .and("--from", Ancestors.KEY, from)
        .and("--from-state", Ancestors.STATE, fromState)
        .and("--vectors", StartVectors.KEY, vectors);
  }

  private int start(Configuration hadoop) {
    SettingsLayers given = options.over(SettingsLayers.ofReference());
    StartVectors.check(given.settings(), hadoop);
    Optional<Ancestor> ancestor = Ancestors.of(given.settings(), hadoop);
    SettingsLayers layers = Ancestors.shaped(given, ancestor);
    RunSetup asked = RunSetup.of(layers.settings());
    ShardSet shards = ShardSet.open(data, hadoop);
    RunSetup setup = asked.on(shards, DataSettings.on(shards, layers));
    Folder folder = Folder.at(run, hadoop);
    RunFolder.requireFresh(folder);
    Optional<Lineage> lineage = Ancestors.lineage(ancestor, setup, shards);
    lineage.ifPresent(Ancestors::tell);
    folder.requireWritable();
    try (RunClaim claim = RunClaim.take(folder, System.err::println);
        JavaSparkContext spark = SparkSessions.openForTraining("train")) {
      Workers.requireHeap(spark, shards, setup);
      Optional<PretrainedVectors> pretrained = StartVectors.of(shards, setup, hadoop);
      pretrained.ifPresent(StartVectors::tell);
      RunFolder created =
          RunFolder.create(
              run,
              setup.settings().render(),
              pretrained.map(PretrainedVectors::coverage),
              lineage,
              hadoop);
      TrainingRun training =
          Ancestors.from(ancestor, setup, training(spark, shards, setup, created, claim));
      return train(
          spark, setup, Optional.empty(), pretrained.map(training::from).orElse(training)::begin);
    }
  }

  private int resume(Configuration hadoop) {
    requireOfStart("--vectors", vectors);
    requireOfStart("--from", from);
    RunFolder folder = RunFolder.open(run, hadoop);
    SettingsLayers saved = TrainSettings.saved(folder);
    Settings settings = options.over(saved).settings();
    RunSetup asked = RunSetup.of(settings);
    ShardSet shards = ShardSet.open(data, hadoop);
    RunSetup setup = asked.on(shards, settings);
    folder.folder().requireWritable();
    try (RunClaim claim = claim(folder.folder());
        JavaSparkContext spark = SparkSessions.openForTraining("train")) {
      Optional<ResumePoint> point = ResumePoint.newest(folder, Checkpoints::warn);
      Settings trained = point.flatMap(TrainSettings::trained).orElse(saved.settings());
      TrainSettings.refuseChanges(run, settings, trained);
      Workers.requireHeap(spark, shards, setup);
      TrainingRun training = training(spark, shards, setup, folder, claim);
      Optional<PretrainedVectors> again =
          point.isEmpty() ? StartVectors.again(folder, shards, setup, hadoop) : Optional.empty();
      again.ifPresent(StartVectors::tell);
      Optional<Ancestor> ancestor =
          point.isEmpty() ? Ancestors.again(folder, hadoop) : Optional.empty();
      tellOfChanges(setup, saved.settings());
      point
          .flatMap(from -> stretchedCosine(from, shards, setup, trained))
          .ifPresent(Checkpoints::warn);
      TrainingRun whole =
          Ancestors.from(ancestor, setup, again.map(training::from).orElse(training));
      return train(
          spark, setup, point.map(ResumePoint::folder), () -> whole.goOn(point, settings.render()));
    }
  }

  private void requireOfStart(String option, Optional<String> value) {
    if (value.isPresent()) {
      throw new DataException(
          Text.format(
              "%s is for a run's start: %s goes on with what it has learnt; leave it out",
              option, run));
    }
  }

  private RunClaim claim(Folder folder) {
    return takeOver
        ? RunClaim.takeOver(folder, System.err::println)
        : RunClaim.take(folder, System.err::println);
  }

  private static void tellOfChanges(RunSetup setup, Settings saved) {
    setup
        .settings()
        .differencesFrom(saved, key -> true)
        .forEach(change -> System.out.println("changed    " + change));
  }

  private static Optional<String> stretchedCosine(
      ResumePoint from, ShardSet shards, RunSetup setup, Settings trained) {
    return StretchedCosine.warning(
        from.state().position().tokens(),
        shards.split(Split.TRAIN).targets(),
        setup.training(),
        TrainingSpecs.of(trained));
  }

  @Override
  public Demand demand(Configuration hadoop) {
    settingsOfOptions();
    Settings settings =
        resume
            ? options.over(TrainSettings.saved(RunFolder.open(run, hadoop))).settings()
            : shaped(options.over(SettingsLayers.ofReference()), hadoop);
    return TrainingDemand.of(data, settings, hadoop);
  }

  private static Settings shaped(SettingsLayers given, Configuration hadoop) {
    return Ancestors.shaped(given, Ancestors.of(given.settings(), hadoop)).settings();
  }

  private TrainingRun training(
      JavaSparkContext spark, ShardSet shards, RunSetup setup, RunFolder folder, RunClaim claim) {
    TrainingConsole shown =
        new TrainingConsole(shards, setup.training(), Workers.of(spark, setup.training()), console);
    RunReporter reporter =
        new RunReporter(
            shown, shards, folder, Origins.of(command, floor, shards, spark.hadoopConfiguration()));
    return setup.run(spark, shards, folder, reporter).under(claim);
  }

  private int train(
      JavaSparkContext spark, RunSetup setup, Optional<Folder> from, Supplier<Sitting> sitting) {
    String command = Text.format("train --data %s --run %s --resume", data, run);
    Sitting.End end =
        new WatchedTraining(spark, setup.executorWaitSeconds(), from, command).train(sitting);
    RunEnd.lines(run, data, end, setup).forEach(System.out::println);
    console.result(RunEnd.fields(run, end));
    return 0;
  }
}
