package org.rnnlm.jobs;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.Folder;
import org.rnnlm.io.ProgressLine;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.Ancestor;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.RateCurve;
import org.rnnlm.train.RateSweep;
import org.rnnlm.train.TrainingMonitor;
import org.rnnlm.train.TrainingRun;
import org.rnnlm.vectors.PretrainedVectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code find-rate}: the learning rate that a training may begin with. */
@Command(
    name = "find-rate",
    description = {
      "Trains some batches at rates that rise, and suggests a learning rate.",
      "One worker trains a batch at each rate, as train would; the loss falls, falls fastest, and"
          + " rises again where the rate is too high. Nothing is written."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "The last line is JSON, for programs."})
final class FindRateCommand implements Callable<Integer>, Demanding {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description = "Names the shards, as prepare wrote them.")
  private String data;

  @Option(
      names = "--lowest",
      paramLabel = "RATE",
      defaultValue = "1e-5",
      description = "Says which rate is the first; ${DEFAULT-VALUE} if not given.")
  private double lowest;

  @Option(
      names = "--highest",
      paramLabel = "RATE",
      defaultValue = "10",
      description =
          "Says which rate is the last, unless training diverges before; ${DEFAULT-VALUE} if not"
              + " given.")
  private double highest;

  @Option(
      names = "--batches",
      paramLabel = "N",
      defaultValue = "200",
      description = "Says how many batches are trained; ${DEFAULT-VALUE} if not given.")
  private int batches;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  FindRateCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RateSweep sweep = sweep();
    Configuration hadoop = HadoopSettings.current();
    SettingsLayers given = options.over(SettingsLayers.ofReference());
    StartVectors.check(given.settings(), hadoop);
    Optional<Ancestor> ancestor = Ancestors.of(given.settings(), hadoop);
    SettingsLayers layers = ofOneWorker(given, ancestor);
    RunSetup asked = RunSetup.of(layers.settings());
    ShardSet shards = ShardSet.open(data, hadoop);
    RunSetup setup = asked.on(shards, DataSettings.on(shards, layers));
    try (JavaSparkContext spark = SparkSessions.openForTraining("find-rate")) {
      Workers.requireHeap(spark, shards, setup);
      Optional<PretrainedVectors> pretrained = StartVectors.of(shards, setup, hadoop);
      RunFolder nowhere = RunFolder.unwritten("rnnlm-find-rate-" + UUID.randomUUID(), hadoop);
      TrainingRun run =
          Ancestors.from(ancestor, setup, setup.run(spark, shards, nowhere, new Unasked()));
      System.out.print(
          Text.format(
              "model      %s%n"
                  + "training   up to %d batches of %d sequences by one worker, at rates from %s to"
                  + " %s; nothing is written%n",
              setup.model().summary(),
              batches,
              setup.training().batches().stepSize(),
              lowest,
              highest));
      RateTable table = new RateTable(curve(sweep, pretrained.map(run::from).orElse(run)), highest);
      table.lines().forEach(System.out::println);
      console.lastLine(table.fields());
    }
    return 0;
  }

  /** A run that is never begun tells nothing. */
  private static final class Unasked implements TrainingMonitor {
    @Override
    public void started(TrainingState from, MemoryEstimate memory) {}

    @Override
    public void roundDone(RoundReport report, TrainingState state) {}

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {}
  }

  private RateSweep sweep() {
    try {
      return new RateSweep(lowest, highest, batches);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          command.commandLine(), "--lowest, --highest or --batches: " + e.getMessage(), e);
    }
  }

  private RateCurve curve(RateSweep sweep, TrainingRun run) {
    ProgressLine line = console.progressLine();
    try {
      return sweep.of(
          run,
          (batch, rate, loss) ->
              line.show(
                  () ->
                      Text.format(
                          "batch %d of %d at a rate of %.2e, loss %.4f",
                          batch, batches, rate, loss)));
    } finally {
      line.clear();
    }
  }

  @Override
  public Demand demand(Configuration hadoop) {
    SettingsLayers given = options.over(SettingsLayers.ofReference());
    Optional<Ancestor> ancestor = Ancestors.of(given.settings(), hadoop);
    return TrainingDemand.of(data, ofOneWorker(given, ancestor).settings(), hadoop);
  }

  private static SettingsLayers ofOneWorker(SettingsLayers given, Optional<Ancestor> ancestor) {
    return Ancestors.shaped(given, ancestor).withAssignment("train.workers=1");
  }
}
