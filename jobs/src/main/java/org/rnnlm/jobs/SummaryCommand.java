package org.rnnlm.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Reads;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.DataFit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code summary}: a model layer by layer, before anything is trained. */
@Command(
    name = "summary",
    description = "Shows a model's layers, their output shapes and parameters. Trains nothing.",
    mixinStandardHelpOptions = true)
final class SummaryCommand implements Callable<Integer> {
  /** What the model is for. */
  private static final class Tokens {
    @Option(
        names = "--vocabulary",
        paramLabel = "N",
        description = "Says how many tokens there are, specials among them.")
    private Optional<Integer> vocabulary = Optional.empty();

    @Option(
        names = "--data",
        paramLabel = "DATA",
        description =
            "Names shards, as prepare wrote them, which tell the vocabulary and what a sequence"
                + " is.")
    private Optional<String> data = Optional.empty();
  }

  @ArgGroup(multiplicity = "1")
  private Tokens tokens;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  SummaryCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (tokens.vocabulary.orElse(1) < 1) {
      throw new ParameterException(
          command.commandLine(),
          "--vocabulary is " + tokens.vocabulary.orElseThrow() + ", it must be at least 1");
    }
    Settings settings = options.resolve();
    ModelSummary summary =
        tokens
            .data
            .map(data -> of(settings, ShardSet.open(data, HadoopSettings.current())))
            .orElseGet(() -> of(settings, tokens.vocabulary.orElseThrow()));
    System.out.print(summary.table());
    console.result(Map.of("layers", summary.layers(), "parameters", summary.parameters()));
    return 0;
  }

  private static ModelSummary of(Settings settings, ShardSet data) {
    ModelSpec model = DataFit.on(ModelSpecs.of(settings), data);
    ShardManifest manifest = data.manifest();
    return summary(settings, model, manifest.vocabularySize(), manifest.sequences());
  }

  private static ModelSummary of(Settings settings, int vocabulary) {
    int length = settings.integer("prepare.length", 1, Integer.MAX_VALUE);
    ModelSpec model = ModelSpecs.of(settings);
    if (!model.head().kind().hasClasses()) {
      return summary(settings, model, vocabulary, SequenceSpec.stream(length));
    }
    boolean tags = model.head().kind() == Head.TAGS;
    System.out.println(
        Text.format(
            "two %s%s are assumed; --data tells the real ones",
            tags ? "tags" : "classes",
            model.embedding().characters().none() ? "" : " and the characters of ASCII"));
    return summary(
        settings,
        model.on(Reads.assumed(length)),
        vocabulary,
        new SequenceSpec(tags ? SequenceMode.TAGGED : SequenceMode.LABELLED, length, 0));
  }

  private static ModelSummary summary(
      Settings settings, ModelSpec model, int vocabulary, SequenceSpec sequences) {
    return Networks.summary(model, vocabulary, ComputeSpecs.layers(settings), sequences);
  }
}
