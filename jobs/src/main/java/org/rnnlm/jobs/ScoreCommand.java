package org.rnnlm.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.rows.PerplexityLimits;
import org.rnnlm.jobs.rows.ScorePieces;
import org.rnnlm.jobs.rows.ScoreRows;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code score}: how likely a model finds the texts of a table. */
@Command(
    name = "score",
    description = {
      "Scores the texts of a table: nats, tokens, unknown tokens, perplexity, nats per character.",
      "It keeps the table's columns and order, and can leave out rows by their perplexity."
    },
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer>, Demanding {
  /** What a row of the output is. */
  private enum Per {
    TEXT,
    TOKEN,
    WORD
  }

  @Mixin private CheckpointOptions trained;

  @Mixin private TableOptions table;

  @Option(
      names = "--per",
      defaultValue = "text",
      paramLabel = "text|token|word",
      description =
          "Writes a row of results for each text beside its columns, or for each of its tokens or"
              + " words with the row's number; ${DEFAULT-VALUE} if not given. A word is what stands"
              + " between white space, with the space before it, as surprisal has it.")
  private Per per;

  @Option(
      names = "--max-perplexity",
      paramLabel = "P",
      description = "Writes only rows whose perplexity is at most this; counts the others.")
  private Optional<Double> most;

  @Option(
      names = "--min-perplexity",
      paramLabel = "P",
      description = "Writes only rows whose perplexity is at least this; counts the others.")
  private Optional<Double> least;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  ScoreCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PerplexityLimits limits = limits();
    Settings settings = table.into(options).resolve();
    KernelSpec kernels = ComputeSpecs.of(settings).kernels();
    RowsJob job = new RowsJob("score", table, settings, console);
    TrainedModel model = trained.model(HadoopSettings.current());
    ScoringModel.require(model.state());
    boolean withId = !settings.text("prepare.id-field").isEmpty();
    switch (per) {
      case TEXT ->
          job.run(
              model,
              new RowsJob.Results(ScoreRows.COLUMNS, true, !limits.areSet(), told(limits)),
              () -> ModelRows.score(model, settings, limits).work());
      case TOKEN -> run(job, model, kernels, ScorePieces.Piece.TOKEN, withId);
      case WORD -> run(job, model, kernels, ScorePieces.Piece.WORD, withId);
    }
    return 0;
  }

  private void run(
      RowsJob job,
      TrainedModel model,
      KernelSpec kernels,
      ScorePieces.Piece piece,
      boolean withId) {
    job.run(
        model,
        new RowsJob.Results(
            ScorePieces.columns(piece, withId), false, true, Map.of("per", Text.kebab(piece))),
        () -> new ScorePieces(model.scoring(kernels), piece, withId));
  }

  private PerplexityLimits limits() {
    if (per != Per.TEXT && (most.isPresent() || least.isPresent())) {
      throw new ParameterException(
          command.commandLine(), "--max-perplexity and --min-perplexity are of --per text");
    }
    try {
      return new PerplexityLimits(
          least.orElse(PerplexityLimits.NONE.least()), most.orElse(PerplexityLimits.NONE.most()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
  }

  private Map<String, String> told(PerplexityLimits limits) {
    return Map.of("per", Text.kebab(per), "perplexity", limits.least() + " to " + limits.most());
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return TrainingDemand.ofRows(trained.state(hadoop), trained.vocabulary(hadoop));
  }
}
