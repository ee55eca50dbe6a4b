package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.settings.Variant;
import org.rnnlm.run.RunDescription.Origin;
import org.rnnlm.text.Text;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that train several runs and set them side by side. */
final class TrialOptions {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description =
          "Names the file that says what is trained, such as conf/compare/cells.conf for compare"
              + " and conf/search/recipe.conf for search.")
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
      description =
          "Names the folder for runs and tables; it is new, or that of the same command before.")
  private String output;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "Says how many runs are trained at the same time; as many as the cluster has cores for,"
              + " one for each worker, and memory, if not given. 1 trains one after the other. The"
              + " results are the same.")
  private Optional<Integer> parallel;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Says how many times each setting is trained, with seeds that follow train.seed; tables"
              + " and curves then have their mean and spread. ${DEFAULT-VALUE} if not given.")
  private int seeds = 1;

  @Option(
      names = "--dry-run",
      description =
          "Says what would be trained, how large each model is and for how long it would train, and"
              + " trains nothing.")
  private boolean dryRun;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Refuses numbers that nothing can be made of. */
  void check() {
    requireAtLeast("--parallel", parallel.orElse(1), 1);
    requireAtLeast("--seeds", seeds, 1);
  }

  /** Refuses an option's number that is too small. */
  void requireAtLeast(String option, int given, int least) {
    if (given < least) {
      throw new ParameterException(
          command.commandLine(),
          Text.format("%s is %d, it must be at least %d", option, given, least));
    }
  }

  String file() {
    return file;
  }

  List<String> assignments() {
    return List.copyOf(assignments);
  }

  String data() {
    return data;
  }

  String output() {
    return output;
  }

  Optional<Integer> parallel() {
    return parallel;
  }

  /** Returns each variant with as many seeds as are asked for. */
  List<Variant> seeded(List<Variant> variants) {
    return Variant.seeded(variants, seeds);
  }

  int seeds() {
    return seeds;
  }

  /** Returns whether the runs are only to be told of. */
  boolean dryRun() {
    return dryRun;
  }

  /** Returns how trials are started. */
  TrialStart start(Trials trials, ConsoleOptions console, Origin origin, String command) {
    return new TrialStart(parallel, TrialsConsole.of(trials, console), origin, command);
  }

  /** Returns what runs of these settings ask of a cluster's memory, as far as it is known. */
  Demand demand(List<Variant> variants, Configuration hadoop) {
    return variants.stream()
        .map(Variant::layers)
        .map(given -> Ancestors.shaped(given, Ancestors.of(given.settings(), hadoop)))
        .map(layers -> TrainingDemand.of(data, layers.settings(), hadoop))
        .reduce(Demand.NONE, Demand::orMore)
        .beside(Math.min(parallel.orElse(1), variants.size()));
  }

  /**
   * Returns the command that goes on with what was interrupted.
   *
   * @param own options of the command, beginning with a space each
   */
  String command(String name, String own) {
    return Text.format(
        "%s --config %s --data %s --output %s%s%s%s%s",
        name,
        file,
        data,
        output,
        assignments.stream().map(" --set "::concat).collect(Collectors.joining()),
        seeds == 1 ? "" : " --seeds " + seeds,
        parallel.map(number -> " --parallel " + number).orElse(""),
        own);
  }
}
