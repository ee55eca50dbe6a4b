package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.jobs.specs.TextSpecs;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.text.Text;
import org.rnnlm.translate.TargetWriter;
import org.rnnlm.vocabulary.Codec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code translate}: an encoder and decoder writes the targets of sources. Needs no cluster. */
@Command(
    name = "translate",
    description = {
      "Writes the target of each source with a trained encoder and decoder, a line each.",
      "Without --output each line of the files of --input is a source; with it they are a table,",
      "whose texts are the sources, and the targets stand beside its columns."
    },
    mixinStandardHelpOptions = true)
final class TranslateCommand implements Callable<Integer>, Demanding {
  @Parameters(
      arity = "0..*",
      paramLabel = "SOURCE",
      description =
          "Is what is translated; there may be several, before --input, which takes all words that"
              + " follow it.")
  private List<String> given = new ArrayList<>();

  @Mixin private CheckpointOptions trained;

  @Mixin private TableOptions table;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Says how many partial targets are followed side by side (translate.beam-width); 1 takes"
              + " the likeliest token each time.")
  private Optional<Integer> beam;

  @Option(
      names = "--length-penalty",
      paramLabel = "A",
      description = "Favours longer targets if it is above 0 (translate.length-penalty).")
  private Optional<Double> lengthPenalty;

  @Option(
      names = "--all",
      description =
          "Prints all targets that the beam search ends with, the best first, each with its"
              + " log-probability.")
  private boolean all;

  @Option(
      names = "--unknown",
      paramLabel = "refuse|map",
      description =
          "Says what to do with tokens of a source that the vocabulary lacks (generate.unknown).")
  private Optional<String> unknown;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  TranslateCommand(ConsoleOptions console) {
    this.console = console;
  }

  /** What is written of a source, as JSON has it. */
  private record Target(double logProbability, String text) {}

  @Override
  public Integer call() {
    Settings settings =
        table
            .into(options)
            .and("--beam", "translate.beam-width", beam)
            .and("--length-penalty", "translate.length-penalty", lengthPenalty)
            .and("--unknown", "generate.unknown", unknown)
            .resolve();
    if (table.writeATable() && (all || !given.isEmpty())) {
      throw new ParameterException(
          command.commandLine(), "--all and sources are not of a table, which --output asks for");
    }
    BeamSpec spec = TextSpecs.beam(settings);
    Unknown rule = settings.choice("generate.unknown", Unknown.class);
    TrainedModel model = trained.model(HadoopSettings.current());
    if (table.writeATable()) {
      ModelRows rows = ModelRows.translate(model, settings);
      new RowsJob("translate", table, settings, console)
          .run(model, rows.beside(TextSpecs.beamSettings(settings)), rows::work);
      return 0;
    }
    ModelRows.requireOfPairs(model);
    KernelSpec kernels = ComputeSpecs.of(settings).kernels();
    Codec codec = new Codec(model.vocabulary());
    List<int[]> sources = sources().stream().map(text -> encode(text, codec, rule)).toList();
    MultiLayerNetwork network = model.network();
    Networks.use(network, kernels);
    TargetWriter writer = new TargetWriter(network);
    List<List<Target>> targets =
        all
            ? sources.stream().map(source -> read(writer.search(source, spec), codec)).toList()
            : writer.write(sources, spec).stream()
                .map(target -> read(List.of(target), codec))
                .toList();
    targets.stream().flatMap(List::stream).map(this::line).forEach(System.out::println);
    for (int i = 0; i < targets.size(); i++) {
      console.result(Map.of("source", codec.decode(sources.get(i)), "targets", targets.get(i)));
    }
    return 0;
  }

  private String line(Target target) {
    return all ? Text.format("%.4f\t%s", target.logProbability(), target.text()) : target.text();
  }

  private static List<Target> read(List<Hypothesis> targets, Codec codec) {
    return targets.stream()
        .map(target -> new Target(target.logProbability(), codec.decode(target.tokens())))
        .toList();
  }

  private List<String> sources() {
    List<String> sources = new ArrayList<>(given);
    if (table.areGiven()) {
      table.inputs().forEach(file -> sources.addAll(lines(file)));
    }
    if (sources.isEmpty()) {
      throw new DataException("no source is given; name some, or a file of them by --input");
    }
    return sources;
  }

  private static List<String> lines(String file) {
    try (Utf8Lines lines = Utf8Lines.open("--input", file, HadoopSettings.current())) {
      return lines.rest();
    }
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return table.writeATable()
        ? TrainingDemand.ofRows(trained.state(hadoop), trained.vocabulary(hadoop))
        : Demand.NONE;
  }

  private static int[] encode(String source, Codec codec, Unknown rule) {
    Set<String> missing = codec.unknown(source);
    if (rule == Unknown.REFUSE && !missing.isEmpty()) {
      throw new DataException(
          Text.format(
              "the model's vocabulary lacks %s of the source '%s'; leave them out, or map them to"
                  + " the unknown token by --unknown map",
              missing.stream().map(token -> "'" + token + "'").collect(Collectors.joining(", ")),
              source));
    }
    int[] tokens = codec.encode(source);
    if (tokens.length == 0) {
      throw new DataException(Text.format("the source '%s' has no tokens", source));
    }
    return tokens;
  }
}
