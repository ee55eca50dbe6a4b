package org.rnnlm.jobs;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.exchange.ExportFormat;
import org.rnnlm.exchange.Exporter;
import org.rnnlm.exchange.Proof;
import org.rnnlm.exchange.Source;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenizerJson;
import org.rnnlm.vocabulary.VocabularyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: a model for other programs. Needs no cluster. */
@Command(
    name = "export",
    description =
        "Writes a model for other programs: PyTorch, ONNX Runtime or DL4J. What is written is read"
            + " back and compared with the model before it counts.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Mixin private CheckpointOptions trained;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "safetensors|onnx|dl4j",
      description =
          "Says what is written: weights with a module for PyTorch, graphs for ONNX Runtime, or a"
              + " network of DL4J's own layers.")
  private ExportFormat format;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FOLDER",
      description = "Names the folder for it, which is empty or not there.")
  private String output;

  private final ConsoleOptions console;

  ExportCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration hadoop = HadoopSettings.current();
    Folder folder = Folder.at(output, hadoop);
    if (folder.exists() && !folder.isEmpty()) {
      throw new DataException(folder + " is not empty; export to another folder, or delete it");
    }
    folder.requireWritable();
    TrainedModel model = trained.model(hadoop);
    Source source =
        new Source(
            model.folder().name(),
            model.state().model(),
            model.vocabulary(),
            model.state().sequences(),
            model.network());
    Exporter.Exported exported = Exporter.write(source, format, folder);
    exported
        .files()
        .forEach(
            file ->
                System.out.print(Text.format("%-24s %,15d bytes%n", file.name(), file.bytes())));
    TokenizerJson.lacks(model.vocabulary().spec())
        .ifPresent(
            reason ->
                System.out.print(
                    Text.format(
                        "%-24s not written, since that format cannot say these tokens: %s; %s has"
                            + " them%n",
                        TokenizerJson.NAME, reason, VocabularyFile.NAME)));
    System.out.print(
        Text.format(
            "compared   %d predictions, read back from %s: at most %.1e nats from the model's"
                + " (%.0e is allowed)%n",
            exported.proof().predictions(),
            folder,
            exported.proof().largestDifference(),
            Proof.TOLERANCE));
    console.result(
        Map.of(
            "output", folder.location(),
            "files", exported.files(),
            "predictions", exported.proof().predictions(),
            "largestDifference", exported.proof().largestDifference()));
    return 0;
  }
}
