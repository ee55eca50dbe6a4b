package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Hashes;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.jobs.specs.TextSpecs;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.run.TrainingState;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code generate}: a model writes text. Needs no cluster. */
@Command(
    name = "generate",
    description = "Writes text with a trained model.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  @Mixin private CheckpointOptions trained;

  @Option(
      names = "--prompt",
      defaultValue = "",
      paramLabel = "TEXT",
      description =
          "Is what the text begins with; without one the model begins an article, or a sentence if"
              + " that is what it was trained on.")
  private String prompt;

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description =
          "Names a file of prompts, one a line, instead of --prompt; a text is written for each.")
  private Optional<String> prompts;

  @Option(
      names = "--count",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Says how many texts are written of each prompt and temperature above 0; ${DEFAULT-VALUE}"
              + " if not given.")
  private int count;

  @Option(
      names = "--length",
      paramLabel = "N",
      description = "Says how many tokens are written (generate.length).")
  private Optional<Integer> length;

  @Option(
      names = "--temperature",
      split = ",",
      paramLabel = "T",
      description =
          "Plays safe below 1, takes risks above 1, and takes the likeliest token at 0"
              + " (generate.temperature). Of several, such as 0,0.5,1, a text is written each.")
  private List<Double> temperatures = new ArrayList<>();

  @Option(
      names = "--greedy",
      description = "Always takes the likeliest token; the same as --temperature 0.")
  private boolean greedy;

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
          "Says what to do with tokens of the prompt that the vocabulary lacks (generate.unknown).")
  private Optional<String> unknown;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  GenerateCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (searching.areGiven() && (greedy || count > 1 || !temperatures.isEmpty())) {
      throw new ParameterException(
          command.commandLine(),
          "--beam searches for one text; leave out --temperature, --greedy and --count");
    }
    if (count < 1) {
      throw new ParameterException(
          command.commandLine(), "--count is " + count + ", it must be at least 1");
    }
    List<GenerationSpec> specs = specs();
    Settings settings = options.and("--unknown", "generate.unknown", unknown).resolve();
    BeamSpec search = TextSpecs.search(settings);
    Unknown rule = settings.choice("generate.unknown", Unknown.class);
    Configuration hadoop = HadoopSettings.current();
    TrainedModel model = trained.model(hadoop);
    TrainingState state = model.state();
    if (state.model().ofPairs()) {
      throw new DataException(
          model.folder()
              + " is an encoder and decoder, which writes targets of sources: use translate");
    }
    if (state.model().head().kind() == Head.TAGS) {
      throw new DataException(
          model.folder() + " is of a tagger, which writes no text; tag tells the tags of words");
    }
    if (state.model().head().kind() == Head.CLASS) {
      throw new DataException(
          model.folder()
              + " is of a classifier, which writes no text; classify tells the classes of texts");
    }
    Vocabulary vocabulary = model.vocabulary();
    List<String> beginnings = prompts(hadoop);
    List<int[]> starts = beginnings.stream().map(text -> encode(text, vocabulary, rule)).toList();
    MultiLayerNetwork network = model.network();
    Networks.use(network, ComputeSpecs.of(settings).kernels());
    TextGenerator generator =
        new TextGenerator(
            network, vocabulary, state.sequences(), state.model().head().reads().length());
    for (int i = 0; i < starts.size(); i++) {
      for (GenerationSpec spec : specs) {
        if (starts.size() * specs.size() > 1) {
          System.out.print(heading(spec, search));
        }
        String text = text(generator, starts.get(i), spec, search);
        System.out.println(text);
        console.result(fields(beginnings.get(i), spec, search, text));
      }
    }
    return 0;
  }

  private static Map<String, Object> fields(
      String prompt, GenerationSpec spec, BeamSpec search, String text) {
    return search.width() > 1
        ? Map.of("prompt", prompt, "beam", search.width(), "text", text)
        : Map.of(
            "prompt", prompt, "temperature", spec.temperature(), "seed", spec.seed(), "text", text);
  }

  private static String heading(GenerationSpec spec, BeamSpec search) {
    return search.width() > 1
        ? Text.format("--- beam %d%n", search.width())
        : Text.format("--- temperature %s%n", spec.temperature());
  }

  private static String text(
      TextGenerator generator, int[] start, GenerationSpec spec, BeamSpec search) {
    return search.width() > 1
        ? generator.search(start, spec, search.width(), search.lengthPenalty())
        : generator.write(start, spec);
  }

  /** What is written of each prompt. */
  private List<GenerationSpec> specs() {
    options.and("--length", "generate.length", length).and("--seed", "generate.seed", seed);
    drawing.into(options);
    searching.into(options);
    List<Optional<Double>> wanted = new ArrayList<>();
    temperatures.forEach(given -> wanted.add(Optional.of(given)));
    if (greedy) {
      wanted.add(0, Optional.of(0.0));
    }
    if (wanted.isEmpty()) {
      wanted.add(Optional.empty()); // that of the settings
    }
    return wanted.stream()
        .map(
            one ->
                TextSpecs.generation(
                    options.and("--temperature", "generate.temperature", one).resolve()))
        .flatMap(this::times)
        .toList();
  }

  /** The first text is that of the seed itself; the likeliest one is the same every time. */
  private Stream<GenerationSpec> times(GenerationSpec first) {
    return IntStream.range(0, first.temperature() == 0 ? 1 : count)
        .mapToObj(i -> i == 0 ? first : first.withSeed(Hashes.seed(first.seed(), i)));
  }

  private List<String> prompts(Configuration hadoop) {
    if (prompts.isEmpty()) {
      return List.of(prompt);
    }
    try (Utf8Lines lines = Utf8Lines.open("--prompts", prompts.get(), hadoop)) {
      List<String> some = lines.rest().stream().filter(line -> !line.isBlank()).toList();
      if (some.isEmpty()) {
        throw new DataException(prompts.get() + " holds no prompt; write one a line");
      }
      return some;
    }
  }

  private static int[] encode(String prompt, Vocabulary vocabulary, Unknown rule) {
    Codec codec = new Codec(vocabulary);
    Set<String> missing = codec.unknown(prompt);
    if (rule == Unknown.REFUSE && !missing.isEmpty()) {
      String named =
          missing.stream().map(token -> "'" + token + "'").collect(Collectors.joining(", "));
      throw new DataException(
          "the model's vocabulary lacks "
              + named
              + " of the prompt; leave them out, or map them to the unknown token by --unknown"
              + " map");
    }
    return codec.encode(prompt);
  }
}
