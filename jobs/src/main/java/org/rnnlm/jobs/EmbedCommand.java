package org.rnnlm.jobs;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.layer.Pooling;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code embed}: vectors of the texts of a table. */
@Command(
    name = "embed",
    description = {
      "Makes a vector of each text of a table: the state of the model's last recurrent layer.",
      "It keeps the table's columns and order."
    },
    mixinStandardHelpOptions = true)
final class EmbedCommand implements Callable<Integer>, Demanding {
  @Mixin private CheckpointOptions trained;

  @Mixin private TableOptions table;

  @Option(
      names = "--pooling",
      defaultValue = "mean",
      paramLabel = "mean|last",
      description =
          "Takes the mean of the states after each token, or the state after the last one;"
              + " ${DEFAULT-VALUE} if not given.")
  private Pooling pooling;

  @Mixin private SettingsOptions options;

  private final ConsoleOptions console;

  EmbedCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Settings settings = table.into(options).resolve();
    ModelRows.check(settings);
    TrainedModel model = trained.model(HadoopSettings.current());
    ModelRows rows = ModelRows.embed(model, settings, pooling);
    new RowsJob("embed", table, settings, console)
        .run(model, rows.beside(Map.of("pooling", Text.kebab(pooling))), rows::work);
    return 0;
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return TrainingDemand.ofRows(trained.state(hadoop), trained.vocabulary(hadoop));
  }
}
