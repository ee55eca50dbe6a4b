package org.rnnlm.jobs;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.train.TrainingState;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate}: a model writes text. Needs no cluster. */
@Command(
    name = "generate",
    description = "Writes text with a trained model.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "RUN-or-CHECKPOINT",
      description = "A checkpoint's folder, or a run's.")
  private String checkpoint;

  @Option(
      names = "--which",
      defaultValue = "best",
      paramLabel = "best|latest",
      description =
          "Which checkpoint of a run: of the epoch with the lowest validation loss, or the newest; ${DEFAULT-VALUE} if not given.")
  private Checkpoints.Which which;

  @Option(
      names = "--prompt",
      defaultValue = "",
      paramLabel = "TEXT",
      description =
          "What the text begins with; without one the model begins an article, or a sentence if that is what it was trained on.")
  private String prompt;

  @Option(names = "--length", paramLabel = "N", description = "Tokens to write (generate.length).")
  private Optional<Integer> length;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "Below 1 plays safe, above 1 takes risks, 0 takes the likeliest token (generate.temperature).")
  private Optional<Double> temperature;

  @Option(
      names = "--greedy",
      description = "Always takes the likeliest token; the same as --temperature 0.")
  private boolean greedy;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "What the draws follow from (generate.seed).")
  private Optional<Long> seed;

  @Option(
      names = "--unknown",
      paramLabel = "refuse|map",
      description =
          "What to do with tokens of the prompt that the vocabulary lacks (generate.unknown).")
  private Optional<String> unknown;

  @Mixin private SettingsOptions options;

  @Override
  public Integer call() {
    Settings settings =
        options
            .and("generate.length", length)
            .and("generate.temperature", greedy ? Optional.of(0) : temperature)
            .and("generate.seed", seed)
            .and("generate.unknown", unknown)
            .resolve();
    GenerationSpec spec = Specs.generation(settings);
    Unknown rule = settings.choice("generate.unknown", Unknown.class);
    Checkpoint model = Checkpoints.find(checkpoint, which, HadoopSettings.current());
    TrainingState state = model.state(TrainingState.class);
    if (state.model().ofPairs()) {
      throw new DataException(
          model.folder()
              + " is an encoder and decoder, which writes targets of sources: use translate");
    }
    if (state.model().head().kind() == Head.CLASS) {
      throw new DataException(
          model.folder()
              + " is of a classifier, which writes no text; classify tells the classes of texts");
    }
    Vocabulary vocabulary = model.vocabulary();
    int[] tokens = encode(vocabulary, rule);
    MultiLayerNetwork network = model.network();
    Networks.use(network, Specs.compute(settings).kernels());
    TextGenerator generator =
        new TextGenerator(
            network, vocabulary, state.sequences(), state.model().head().reads().length());
    System.out.println(generator.write(tokens, spec));
    return 0;
  }

  private int[] encode(Vocabulary vocabulary, Unknown rule) {
    Codec codec = new Codec(vocabulary);
    Set<String> missing = codec.unknown(prompt);
    if (rule == Unknown.REFUSE && !missing.isEmpty()) {
      String named =
          missing.stream().map(token -> "'" + token + "'").collect(Collectors.joining(", "));
      throw new DataException(
          "the model's vocabulary lacks "
              + named
              + " of the prompt; leave them out, or map them to the unknown token by --unknown map");
    }
    return codec.encode(prompt);
  }
}
