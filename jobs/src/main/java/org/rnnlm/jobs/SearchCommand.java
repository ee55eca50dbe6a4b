package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.jobs.halving.Rungs;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.SearchSpace;
import org.rnnlm.jobs.settings.Variant;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code search}: looks for the best settings, and trains the promising ones furthest. */
@Command(
    name = "search",
    description = {
      "Searches a space of settings for those of the lowest validation loss.",
      "All are trained a little, and the best of them further, by asynchronous successive halving"
          + " in a fixed order: the winner depends on the settings alone, not on the cluster."
          + " Interrupted, the same command goes on where it was."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The file: presets = [shakespeare], settings { train.epochs = 9 }, and a space of choices and"
          + " ranges: space { model.cell = [lstm, gru], train.learning-rate = { from = 0.001, to ="
          + " 0.03, scale = log } }.",
      "Written to DIR: a run for each, report.html, search.json, comparison.md and comparison.json."
    })
final class SearchCommand implements Callable<Integer>, Demanding {
  @Mixin private TrialOptions options;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description =
          "Says how many settings are drawn at random; a grid of all, for which ranges say their"
              + " steps, if not given. More of them go on with a search of fewer.")
  private Optional<Integer> trials;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Gives the seed that they are drawn by, or by which the trials of a grid are shuffled;"
              + " ${DEFAULT-VALUE} if not given.")
  private long seed = 1;

  @Option(
      names = "--eta",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Says of how many one is trained further, and how many times as long;"
              + " ${DEFAULT-VALUE} if not given.")
  private int eta = 3;

  @Option(
      names = "--min-epochs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Says for how many epochs each is trained at least; ${DEFAULT-VALUE} if not given.")
  private int minEpochs = 1;

  @Option(names = "--whole", description = "Trains all of them to their end, and halves nothing.")
  private boolean whole;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  SearchCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    check();
    SearchSpace space = SearchSpace.read(options.file(), options.assignments());
    List<Variant> variants = variants(space);
    Configuration hadoop = HadoopSettings.current();
    Trials all = Trials.of(options.seeded(variants), options.data(), options.output(), hadoop);
    int most = all.all().get(0).epochs();
    Rungs rungs = whole ? Rungs.whole(most) : Rungs.of(variants.size(), eta, minEpochs, most);
    tell(rungs, variants.size(), all);
    if (!options.dryRun()) {
      search(space, all, rungs);
      return 0;
    }
    DryTrials dry = DryTrials.of(all.all(), space.keys());
    System.out.print(Text.format("%n%s", dry.table()));
    console.result(
        Map.of(
            "rows", dry.rows(),
            "trials", variants.size(),
            "epochs", rungs.epochs(),
            "expectedEpochs", rungs.expectedEpochs(variants.size()) * options.seeds()));
    return 0;
  }

  private void check() {
    options.check();
    trials.ifPresent(count -> options.requireAtLeast("--trials", count, 1));
    options.requireAtLeast("--eta", eta, 2);
    options.requireAtLeast("--min-epochs", minEpochs, 1);
  }

  private List<Variant> variants(SearchSpace space) {
    return trials.map(count -> space.drawn(count, seed)).orElseGet(space::grid);
  }

  @Override
  public Demand demand(Configuration hadoop) {
    SearchSpace space = SearchSpace.read(options.file(), options.assignments());
    return options.demand(options.seeded(variants(space)), hadoop);
  }

  private void tell(Rungs rungs, int arms, Trials all) {
    long expected = rungs.expectedEpochs(arms) * options.seeds();
    long full = all.all().stream().mapToLong(Trial::epochs).sum();
    double tokens = all.shards().split(Split.TRAIN).targets();
    System.out.print(
        Text.format(
            "search     %d trials%s, %s%nexpected   about %,d epochs, %,.0f million tokens; all"
                + " trained whole: %,d epochs, %,.0f million%n",
            arms,
            options.seeds() == 1 ? "" : " of " + options.seeds() + " seeds",
            whole
                ? "all trained whole"
                : Text.format(
                    "decided on after %s epochs, one of %d going on",
                    rungs.epochs().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    rungs.eta()),
            expected,
            expected * tokens / 1e6,
            full,
            full * tokens / 1e6));
  }

  private void search(SearchSpace space, Trials all, Rungs rungs) {
    HalvedTrials plan = new HalvedTrials(all.all(), rungs, order(all));
    TrialTable table;
    try (JavaSparkContext spark = SparkSessions.openForTrials("search")) {
      table = all.train(spark, plan, options.start(all, console, Origins.of(command), again()));
    }
    if (!plan.decided().isDone()) {
      throw new DataException(
          "the search has not come to its end; this goes on: submit/rnnlm " + again());
    }
    SearchSummary summary = SearchSummary.of(space.keys(), rungs, plan, table);
    all.target().write(SearchSummary.JSON, Json.pretty(summary));
    System.out.print(Text.format("%n%s", summary.table()));
    int winner =
        plan.decided()
            .winner()
            .orElseThrow(() -> new DataException("nothing came of any trial: all diverged"));
    SearchSummary.Found found = summary.trials().get(0);
    Trial run = plan.runs(winner).get(0);
    System.out.print(
        Text.format(
            "winner     %s, valid loss %.4f after %d epochs: %s%n"
                + "search     %,.0f core-seconds; report %s%n",
            found.trial(),
            found.validLoss(),
            found.epochs(),
            all.target().child(run.name()),
            summary.coreSeconds(),
            all.target().location("report.html")));
    console.result(
        Map.of(
            "output", all.target().location(),
            "winner", found,
            "rungs", summary.rungs(),
            "coreSeconds", summary.coreSeconds(),
            "rows", table.rows()));
  }

  /** Returns the order in which trials begin; those that were drawn are in no order already. */
  private List<String> order(Trials all) {
    List<String> names = all.all().stream().map(Trial::arm).distinct().toList();
    if (whole || trials.isPresent()) {
      return names;
    }
    List<String> runs = all.all().stream().map(Trial::name).toList();
    return SearchOrder.of(all.target(), names, runs, seed);
  }

  private String again() {
    return options.command(
        "search",
        trials.map(count -> " --trials " + count).orElse("")
            + (seed == 1 ? "" : " --seed " + seed)
            + (eta == 3 ? "" : " --eta " + eta)
            + (minEpochs == 1 ? "" : " --min-epochs " + minEpochs)
            + (whole ? " --whole" : ""));
  }
}
