package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Comparison;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.jobs.specs.RunSpecs;
import org.rnnlm.jobs.specs.TrainingSpecs;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.RunClaim;
import org.rnnlm.train.TrainingFit;
import org.rnnlm.train.TrainingMonitor;
import org.rnnlm.train.TrainingRun;
import org.rnnlm.train.TrainingSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: trains several models on the same data, and sets their results side by side. */
@Command(
    name = "compare",
    description = {
      "Trains several models or settings on the same data, and writes a table of the results.",
      "They are trained one after the other; interrupted, the same command goes on where it was."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The file: presets = [shakespeare], settings { train.epochs = 2 }, and axes, lists of choices"
          + " that are",
      "combined: axes = [[{ name = lstm, model.cell = lstm }, { name = gru, model.cell = gru }]].",
      "Written to DIR: a run for each combination, report.html, comparison.md and comparison.json."
    })
final class CompareCommand implements Callable<Integer>, Demanding {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "What to compare, such as conf/compare/cells.conf.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "One setting for all runs, over those of the file, such as --set train.epochs=3. May be"
              + " given several times.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description = "Shards, as prepare wrote them.")
  private String data;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Folder for runs and tables; new, or that of this comparison.")
  private String output;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  CompareCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Comparison.Variant> variants = Comparison.read(file, assignments);
    ShardSet shards = ShardSet.open(data, HadoopSettings.current());
    for (Comparison.Variant variant : variants) { // what cannot be trained ends it before Spark
      Settings settings = DataSettings.on(shards, variant.layers());
      TrainingFit.on(ModelSpecs.of(settings), TrainingSpecs.of(settings), shards);
      RunSpecs.of(settings);
      RunSpecs.executorWaitSeconds(settings);
    }
    try (JavaSparkContext spark = SparkSessions.openForTraining("compare")) {
      compare(spark, variants);
    }
    return 0;
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return Comparison.read(file, assignments).stream()
        .map(variant -> TrainingDemand.of(data, variant.layers().settings(), hadoop))
        .reduce(Demand.NONE, Demand::orMore);
  }

  private void compare(JavaSparkContext spark, List<Comparison.Variant> variants) {
    ShardSet shards = ShardSet.open(data, spark.hadoopConfiguration());
    Folder target = Folder.at(output, spark.hadoopConfiguration());
    ComparisonReporter reporter =
        new ComparisonReporter(
            target,
            variants.stream().map(Comparison.Variant::name).toList(),
            spark.hadoopConfiguration());
    List<ComparisonRow> rows = new ArrayList<>();
    for (Comparison.Variant variant : variants) {
      System.out.print(
          Text.format("%n%s, %d of %d%n", variant.name(), rows.size() + 1, variants.size()));
      rows.add(train(spark, shards, target, variant, reporter));
      target.write("comparison.md", ComparisonRow.table(rows));
      target.write(ComparisonRow.JSON, Json.pretty(rows));
    }
    System.out.print(Text.format("%n%s", ComparisonRow.table(rows)));
    System.out.println("comparison " + target);
    console.result(Map.of("output", target.location(), "rows", rows));
  }

  private ComparisonRow train(
      JavaSparkContext spark,
      ShardSet shards,
      Folder target,
      Comparison.Variant variant,
      ComparisonReporter reporter) {
    try (RunClaim claim = RunClaim.take(target.child(variant.name()), false, System.err::println)) {
      return train(spark, shards, target, variant, reporter, claim);
    }
  }

  private ComparisonRow train(
      JavaSparkContext spark,
      ShardSet shards,
      Folder target,
      Comparison.Variant variant,
      ComparisonReporter reporter,
      RunClaim claim) {
    Settings settings = DataSettings.on(shards, variant.layers());
    Workers.requireHeap(spark, shards, settings);
    String text = settings.render();
    String location = target.child(variant.name()).uri();
    boolean begun = !RunFolder.isFresh(target.child(variant.name()));
    RunFolder folder =
        begun
            ? RunFolder.open(location, spark.hadoopConfiguration())
            : RunFolder.create(location, text, spark.hadoopConfiguration());
    if (begun) {
      TrainSettings.requireSame(folder, settings);
    }
    ModelSpec model = ModelSpecs.of(settings);
    TrainingSpec training = TrainingSpecs.of(settings);
    TrainingConsole shown =
        new TrainingConsole(shards, training, Workers.of(spark, training), console);
    TrainingMonitor monitor =
        reporter.beside(
            variant.name(), new RunReporter(shown, shards, folder, Origins.of(command)));
    TrainingRun run =
        new TrainingRun(spark, shards, model, training, RunSpecs.of(settings), folder, monitor)
            .under(claim);
    AtomicReference<TrainingState> end = new AtomicReference<>();
    ExecutorWatch.train(
        spark,
        RunSpecs.executorWaitSeconds(settings),
        run,
        () -> end.set(begun ? run.resume(text) : run.start()),
        command());
    reporter.reached(variant.name(), end.get()::epochs);
    return ComparisonRow.of(variant.name(), end.get(), run.parameters());
  }

  private String command() {
    String sets = assignments.stream().map(" --set "::concat).collect(Collectors.joining());
    return Text.format("compare --config %s --data %s --output %s%s", file, data, output, sets);
  }
}
