package org.rnnlm.jobs;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.CheckpointName;
import org.rnnlm.checkpoint.CheckpointPart;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.exchange.Importer;
import org.rnnlm.exchange.Proof;
import org.rnnlm.exchange.Source;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Cell;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code import}: a language model of PyTorch's becomes a checkpoint. Needs no cluster. */
@Command(
    name = "import",
    description =
        "Makes a checkpoint of a language model of PyTorch's (an embedding, LSTM, GRU or RNN, an"
            + " output layer), which evaluates, scores, writes and is trained further here.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description =
          "Names the safetensors file, or a folder with a model.safetensors, such as export"
              + " writes.")
  private String weights;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description =
          "Names what the ids mean: a vocabulary.tsv, a list of a token a line, or JSON, a list or"
              + " ids by token. Of a folder its vocabulary.tsv, vocab.txt or vocab.json if not"
              + " given.")
  private Optional<String> vocabulary;

  @Option(
      names = "--tokens",
      paramLabel = "words|characters|graphemes",
      defaultValue = "words",
      description =
          "Says what a token of a list is; ${DEFAULT-VALUE} if not given. A vocabulary.tsv tells.")
  private TokenKind tokens;

  @Option(
      names = "--lower-case",
      description = "Says that text is lower-cased before it is cut into the tokens of a list.")
  private boolean lowerCase;

  @Option(
      names = "--sequences",
      paramLabel = "stream|sentence",
      defaultValue = "stream",
      description =
          "Says how text is given to the model: as a stream, END between articles, or sentence by"
              + " sentence, from START to END; ${DEFAULT-VALUE} if not given.")
  private SequenceMode sequences;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "RUN",
      description = "Names the folder for the run with the checkpoint, which is new or empty.")
  private String output;

  private final ConsoleOptions console;

  ImportCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    requireSequences();
    Configuration hadoop = HadoopSettings.current();
    Folder run = Folder.at(output, hadoop);
    if (run.exists() && !run.isEmpty()) {
      throw new DataException(run + " is not empty; import to another folder, or delete it");
    }
    run.requireWritable();
    ImportFiles files = ImportFiles.of(weights, vocabulary, hadoop);
    Importer.VocabularyText text =
        new Importer.VocabularyText(files.vocabularyText(), spec(), files.vocabulary());
    ImportFiles.Read<Importer.Imported> read =
        files.read((in, length) -> Importer.read(in, length, files.weights(), text, sequences));
    Folder checkpoint = write(read, files, run);
    show(read.made(), checkpoint);
    return 0;
  }

  private void requireSequences() {
    if (sequences != SequenceMode.STREAM && sequences != SequenceMode.SENTENCE) {
      throw new DataException(
          "--sequences is "
              + Text.kebab(sequences)
              + "; a model that predicts every token reads stream or sentence");
    }
  }

  private TokenSpec spec() {
    TokenSpec spec = TokenSpec.of(tokens);
    return lowerCase ? spec.lowerCased() : spec;
  }

  /** Writes a run of one checkpoint, which nothing was trained for yet. */
  private static Folder write(
      ImportFiles.Read<Importer.Imported> read, ImportFiles files, Folder run) {
    Source source = read.made().source();
    TrainingState state =
        TrainingState.start(
            source.spec(), source.vocabulary().fingerprint(), "", source.sequences());
    String origin =
        Json.pretty(new ImportFiles.Origin(files.weights(), read.sha256(), files.vocabulary()));
    return CheckpointStore.of(run)
        .write(
            new CheckpointName(0, source.spec().label() + "-imported"),
            source.network(),
            source.vocabulary(),
            state,
            List.of(
                new CheckpointPart(
                    ImportFiles.Origin.NAME,
                    out -> out.write(origin.getBytes(StandardCharsets.UTF_8)))));
  }

  private void show(Importer.Imported imported, Folder checkpoint) {
    Source source = imported.source();
    Proof proof = imported.proof();
    System.out.print(
        Text.format(
            "model      %,d parameters: %s%n",
            source.network().numParams(), source.spec().summary()));
    System.out.print(
        Text.format(
            "vocabulary %,d tokens%s%n",
            source.vocabulary().size(),
            imported.missing().isEmpty()
                ? ""
                : ", of which it never predicts "
                    + String.join(", ", imported.missing())
                    + ", which the other program's lacks"));
    if (source.spec().cell() == Cell.SIMPLE_RNN) {
      System.err.println(
          "warning: weights do not tell whether an RNN has tanh or relu: it is taken for tanh, the"
              + " only one that rnnlm has; compare what it says");
    }
    System.out.print(
        Text.format(
            "compared   %d predictions with PyTorch's equations: at most %.1e nats apart (%.0e is"
                + " allowed)%n",
            proof.predictions(), proof.largestDifference(), Proof.TOLERANCE));
    System.out.println("checkpoint " + checkpoint);
    System.out.print(
        Text.format(
            "next       submit/rnnlm evaluate --checkpoint %1$s --text FILE; submit/rnnlm prepare"
                + " --vocabulary %1$s and train --from %1$s%n",
            output));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", output);
    fields.put("checkpoint", checkpoint.location());
    fields.put("parameters", source.network().numParams());
    fields.put("vocabularySize", source.vocabulary().size());
    fields.put("missing", imported.missing());
    fields.put("predictions", proof.predictions());
    fields.put("largestDifference", proof.largestDifference());
    console.result(fields);
  }
}
