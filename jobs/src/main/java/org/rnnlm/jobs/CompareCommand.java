package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Comparison;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.Sitting;
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
          + " that are combined: axes = [[{ name = lstm, model.cell = lstm }, { name = gru,"
          + " model.cell = gru }]].",
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
  private record Contestant(String name, WholeRun run) {
    static Contestant of(Comparison.Variant variant, ShardSet shards, Configuration hadoop) {
      return new Contestant(variant.name(), WholeRun.of(variant.layers(), shards, hadoop));
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
    contestants.forEach(each -> Workers.requireHeap(spark, shards, each.run().setup()));
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
    RunSetup setup = contestant.run().setup();
    TrainingConsole shown =
        new TrainingConsole(shards, setup.training(), Workers.of(spark, setup.training()), console);
    Sitting.End end =
        contestant
            .run()
            .in(
                place,
                spark,
                folder -> {
                  folder.lineage().ifPresent(Ancestors::tell);
                  return reporter.beside(
                      contestant.name(),
                      new RunReporter(shown, shards, folder, Origins.of(command)));
                },
                (from, sitting) ->
                    ExecutorWatch.train(
                        spark, setup.executorWaitSeconds(), from, sitting, command()),
                System.err::println);
    reporter.reached(contestant.name(), end.state()::epochs);
    return ComparisonRow.of(contestant.name(), end.state(), end.parameters());
  }

  private String command() {
    String sets = assignments.stream().map(" --set "::concat).collect(Collectors.joining());
    return Text.format("compare --config %s --data %s --output %s%s", file, data, output, sets);
  }
}
