package org.rnnlm.jobs;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code complete}: what follows the texts of a table. */
@Command(
    name = "complete",
    description = {
      "Writes what follows each text of a table.",
      "It keeps the table's columns and order; a row's draws follow from the seed and its number."
    },
    mixinStandardHelpOptions = true)
final class CompleteCommand implements Callable<Integer>, Demanding {
  @Mixin private CheckpointOptions trained;

  @Mixin private TableOptions table;

  @Option(names = "--length", paramLabel = "N", description = "Tokens to write (generate.length).")
  private Optional<Integer> length;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Plays safe below 1, takes risks above 1, takes the likeliest token at 0"
              + " (generate.temperature).")
  private Optional<Double> temperature;

  @Mixin private DrawingOptions drawing;

  @Mixin private SearchOptions searching;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Is what the draws follow from (generate.seed).")
  private Optional<Long> seed;

  @Option(
      names = "--unknown",
      paramLabel = "refuse|map",
      description =
          "Says what to do with a text that has tokens which the vocabulary lacks: it is a bad row,"
              + " or they are mapped to the unknown token (generate.unknown).")
  private Optional<String> unknown;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  CompleteCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (searching.areGiven() && temperature.isPresent()) {
      throw new ParameterException(
          command.commandLine(), "--beam searches for one text; leave out --temperature");
    }
    table
        .into(options)
        .and("--length", "generate.length", length)
        .and("--temperature", "generate.temperature", temperature)
        .and("--seed", "generate.seed", seed)
        .and("--unknown", "generate.unknown", unknown);
    drawing.into(options);
    searching.into(options);
    Settings settings = options.resolve();
    ModelRows.check(settings);
    TrainedModel model = trained.model(HadoopSettings.current());
    ModelRows rows = ModelRows.complete(model, settings);
    new RowsJob("complete", table, settings, console)
        .run(model, rows.beside(settings.group("generate")), rows::work);
    return 0;
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return TrainingDemand.ofRows(trained.state(hadoop), trained.vocabulary(hadoop));
  }
}
