package org.rnnlm.exchange;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenizerJson;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * Writes a trained model for programs that know nothing of rnnlm. What was written is read back and
 * computed with, and compared with the model, before {@code config.json} is written last: where
 * that is, the export is whole and right.
 */
public final class Exporter {
  private static final String CONFIGURATION = "config.json";

  private Exporter() {}

  /**
   * What was written.
   *
   * @param files in the order in which they were written
   * @param proof how closely it says what the model says
   */
  public record Exported(List<StoredFile> files, Proof proof) {
    public Exported {
      files = List.copyOf(files);
    }
  }

  /**
   * Exports a model.
   *
   * @param target an empty folder
   * @throws DataException if the format cannot hold the model, if it cannot be written, or if what
   *     was written does not say what the model says
   */
  public static Exported write(Source source, ExportFormat format, Folder target) {
    Export export =
        switch (format) {
          case SAFETENSORS -> new TorchExport();
          case ONNX -> new OnnxExport();
          case DL4J -> new Dl4jExport();
        };
    if (source.spec().head().kind() == Head.TAGS) {
      throw new DataException(
          source.origin() + " is of a tagger, which no format of export holds; tag tells tags");
    }
    requireHeld(source);
    export
        .lacks(source)
        .ifPresent(
            reason -> {
              throw new DataException(
                  source.origin() + ", " + source.spec().summary() + ": " + reason);
            });
    if (!source.spec().evenLayers()) {
      throw new DataException(
          source.origin()
              + ", "
              + source.spec().summary()
              + ": its last recurrent layer is as wide as its tied embedding, and the formats know"
              + " layers of one width alone");
    }
    PortableModel model = PortableModel.of(source);
    List<Probe> probes = Probe.of(source);
    ExportFolder folder = new ExportFolder(target);
    Proof proof = Proof.of(probes, export.write(source, model, folder), target.location());
    folder.write(VocabularyFile.NAME, VocabularyFile.format(source.vocabulary()));
    TokenizerJson.format(source.vocabulary())
        .ifPresent(
            json -> {
              folder.write(TokenizerJson.NAME, json);
              folder.write("tokenizer_config.json", Json.pretty(tokenizer(source.vocabulary())));
            });
    folder.write(CONFIGURATION, Json.pretty(model));
    return new Exported(folder.files(), proof);
  }

  private static void requireHeld(Source source) {
    ModelSpec spec = source.spec();
    require(
        source, !spec.recurrent().block().residual(), "residual blocks; plain layers go through");
    require(
        source,
        spec.cell().waits() && !spec.cell().hasHeads(),
        "a recurrent layer of this cell; those of simple-rnn, lstm, peephole-lstm and gru go"
            + " through");
  }

  private static void require(Source source, boolean held, String otherwise) {
    if (!held) {
      throw new DataException(
          Text.format(
              "%s, %s: no format of export has %s",
              source.origin(), source.spec().summary(), otherwise));
    }
  }

  /** Returns that a cell came here which {@link #write} refuses. */
  static IllegalArgumentException unheld(Cell cell) {
    return new IllegalArgumentException("no format of export has a " + cell.title());
  }

  /**
   * Returns what Hugging Face's tokenizers and evaluation harnesses ask of one, in a fixed order.
   */
  private static Map<String, String> tokenizer(Vocabulary vocabulary) {
    return new TreeMap<>(
        Map.of(
            "tokenizer_class", "PreTrainedTokenizerFast",
            "bos_token", vocabulary.token(Vocabulary.START),
            "eos_token", vocabulary.token(Vocabulary.END),
            "unk_token", vocabulary.token(Vocabulary.UNKNOWN)));
  }
}
