package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Comparison;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.run.RunFolder;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.Ancestor;
import org.rnnlm.train.ResumePoint;
import org.rnnlm.train.RunClaim;
import org.rnnlm.train.Sitting;
import org.rnnlm.train.TrainingMonitor;
import org.rnnlm.train.TrainingRun;
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
      description = "Names the file that says what is compared, such as conf/compare/cells.conf.")
  private String file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Gives one setting to all runs, over those of the file, such as --set train.epochs=3. It"
              + " may be given several times.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description = "Names the shards, as prepare wrote them.")
  private String data;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "Names the folder for runs and tables; it is new, or that of this comparison.")
  private String output;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  CompareCommand(ConsoleOptions console) {
    this.console = console;
  }

  /** A run of the comparison. */
  private record Contestant(String name, RunSetup setup, Optional<Ancestor> ancestor) {
    static Contestant of(Comparison.Variant variant, ShardSet shards, Configuration hadoop) {
      Optional<Ancestor> ancestor = Ancestors.of(variant.layers().settings(), hadoop);
      SettingsLayers layers = Ancestors.shaped(variant.layers(), ancestor);
      Settings settings = DataSettings.on(shards, layers);
      return new Contestant(variant.name(), RunSetup.of(settings).on(shards, settings), ancestor);
    }
  }

  @Override
  public Integer call() {
    List<Comparison.Variant> variants = Comparison.read(file, assignments);
    Configuration hadoop = HadoopSettings.current();
    ShardSet shards = ShardSet.open(data, hadoop);
    List<Contestant> contestants = // what cannot be trained ends it before Spark
        variants.stream().map(variant -> Contestant.of(variant, shards, hadoop)).toList();
    Folder.at(output, hadoop).requireWritable();
    try (JavaSparkContext spark = SparkSessions.openForTraining("compare")) {
      compare(spark, shards, contestants);
    }
    return 0;
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return Comparison.read(file, assignments).stream()
        .map(Comparison.Variant::layers)
        .map(given -> Ancestors.shaped(given, Ancestors.of(given.settings(), hadoop)))
        .map(layers -> TrainingDemand.of(data, layers.settings(), hadoop))
        .reduce(Demand.NONE, Demand::orMore);
  }

  private void compare(JavaSparkContext spark, ShardSet shards, List<Contestant> contestants) {
    Folder target = Folder.at(output, spark.hadoopConfiguration());
    ComparisonReporter reporter =
        new ComparisonReporter(
            target,
            contestants.stream().map(Contestant::name).toList(),
            spark.hadoopConfiguration());
    contestants.forEach(each -> Workers.requireHeap(spark, shards, each.setup()));
    List<ComparisonRow> rows = new ArrayList<>();
    for (Contestant contestant : contestants) {
      System.out.print(
          Text.format("%n%s, %d of %d%n", contestant.name(), rows.size() + 1, contestants.size()));
      rows.add(train(spark, shards, target.child(contestant.name()), contestant, reporter));
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
      Folder place,
      Contestant contestant,
      ComparisonReporter reporter) {
    RunSetup setup = contestant.setup();
    try (RunClaim claim = RunClaim.take(place, System.err::println)) {
      boolean begun = !RunFolder.isFresh(place);
      String settings = setup.settings().render();
      Configuration hadoop = spark.hadoopConfiguration();
      RunFolder folder =
          begun
              ? begun(place.uri(), setup, hadoop)
              : RunFolder.create(
                  place.uri(),
                  settings,
                  Optional.empty(),
                  Ancestors.lineage(contestant.ancestor(), setup, shards),
                  hadoop);
      TrainingConsole shown =
          new TrainingConsole(
              shards, setup.training(), Workers.of(spark, setup.training()), console);
      TrainingMonitor monitor =
          reporter.beside(
              contestant.name(), new RunReporter(shown, shards, folder, Origins.of(command)));
      Optional<ResumePoint> point =
          begun ? ResumePoint.newest(folder, monitor::warned) : Optional.empty();
      Optional<Ancestor> ancestor =
          point.isEmpty() ? Ancestors.again(folder, hadoop) : Optional.empty();
      TrainingRun run =
          Ancestors.from(ancestor, setup, setup.run(spark, shards, folder, monitor).under(claim));
      Sitting.End end =
          ExecutorWatch.train(
              spark,
              setup.executorWaitSeconds(),
              point.map(ResumePoint::folder),
              () -> begun ? run.goOn(point, settings) : run.begin(),
              command());
      reporter.reached(contestant.name(), end.state()::epochs);
      return ComparisonRow.of(contestant.name(), end.state(), end.parameters());
    }
  }

  private static RunFolder begun(String place, RunSetup setup, Configuration hadoop) {
    RunFolder folder = RunFolder.open(place, hadoop);
    TrainSettings.requireSame(folder, setup.settings());
    return folder;
  }

  private String command() {
    String sets = assignments.stream().map(" --set "::concat).collect(Collectors.joining());
    return Text.format("compare --config %s --data %s --output %s%s", file, data, output, sets);
  }
}
