package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Comparison;
import org.rnnlm.jobs.settings.Variant;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code compare}: trains several models on the same data, and sets their results side by side. */
@Command(
    name = "compare",
    description = {
      "Trains several models or settings on the same data, and writes a table of the results.",
      "As many are trained at the same time as the cluster has room for, and each as if it were"
          + " alone; interrupted, the same command goes on where it was."
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
  @Mixin private TrialOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  CompareCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    options.check();
    Configuration hadoop = HadoopSettings.current();
    Trials trials = Trials.of(variants(), options.data(), options.output(), hadoop);
    if (options.dryRun()) {
      DryTrials dry = DryTrials.of(trials.all(), List.of());
      System.out.print(dry.table());
      console.result(Map.of("rows", dry.rows()));
      return 0;
    }
    try (JavaSparkContext spark = SparkSessions.openForTrials("compare")) {
      TrialTable table =
          trials.train(
              spark,
              new WholeTrials(trials.all()),
              options.start(trials, console, Origins.of(command), options.command("compare", "")));
      tell(trials, table);
    }
    return 0;
  }

  private List<Variant> variants() {
    return options.seeded(Comparison.read(options.file(), options.assignments()));
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return options.demand(variants(), hadoop);
  }

  private void tell(Trials trials, TrialTable table) {
    System.out.print(Text.format("%n%s", table.text()));
    System.out.println("comparison " + trials.target());
    console.result(Map.of("output", trials.target().location(), "rows", table.rows()));
  }
}
