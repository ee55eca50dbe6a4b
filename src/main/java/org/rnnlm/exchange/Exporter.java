package org.rnnlm.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.HashingOutputStream;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.model.Dl4jNetworks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.vocabulary.TokenizerJson;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * Writes a trained model for programs that know nothing of rnnlm. What was written is read back and
 * computed with, and compared with the model, before {@code config.json} is written last: where
 * that is, the export is whole and right.
 */
public final class Exporter {
  static final String CONFIGURATION = "config.json";
  static final String WEIGHTS = "model.safetensors";
  private static final String MODULE = "modeling_rnnlm.py";

  private final Source source;
  private final PortableModel model;
  private final Folder folder;
  private final List<StoredFile> files = new ArrayList<>();

  private Exporter(Source source, Folder folder) {
    this.source = source;
    this.model = PortableModel.of(source.spec(), source);
    this.folder = folder;
  }

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
   * Says why a model cannot be exported to a format, before anything is written.
   *
   * @throws DataException if it cannot
   */
  public static void require(ExportFormat format, Source source) {
    if (format == ExportFormat.DL4J && !Dl4jNetworks.has(source.spec())) {
      throw new DataException(
          source.origin()
              + " cannot be exported to DL4J's own layers, which have no GRU, no tied or frozen"
              + " embedding, no encoder and decoder, and one prediction a step alone: it is "
              + source.spec().summary()
              + "; export to safetensors or onnx instead");
    }
  }

  /**
   * Exports a model.
   *
   * @param folder empty
   * @throws DataException if the format cannot hold the model, if it cannot be written, or if what
   *     was written does not say what the model says
   */
  public static Exported write(Source source, ExportFormat format, Folder folder) {
    require(format, source);
    Exporter exporter = new Exporter(source, folder);
    List<Probe> probes = Probe.of(source);
    Proof proof =
        Proof.of(
            probes,
            switch (format) {
              case SAFETENSORS -> exporter.safeTensors();
              case ONNX -> exporter.onnx();
              case DL4J -> exporter.dl4j();
            },
            folder.location());
    exporter.describe();
    return new Exported(exporter.files, proof);
  }

  private Proof.Reader safeTensors() {
    List<Tensor> tensors = TorchWeights.of(source.network(), source.spec().cell());
    StoredFile file = write(WEIGHTS, out -> SafeTensors.write(tensors, out));
    write(MODULE, out -> out.write(resource(MODULE)));
    String origin = folder.location(WEIGHTS);
    return new TorchReference(
        model, folder.read(file, in -> SafeTensors.read(in, file.bytes(), origin)), origin);
  }

  private Proof.Reader onnx() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TorchWeights.of(source.network(), source.spec().cell())
        .forEach(tensor -> tensors.put(tensor.name(), tensor));
    OnnxModels models = new OnnxModels(model, tensors);
    if (!model.ofPairs()) {
      ModelProto written = onnx("model.onnx", models.predictor());
      return (read, target) -> logits(OnnxReference.run(written, inputs(read)));
    }
    ModelProto encoder = onnx("encoder.onnx", models.encoder());
    ModelProto decoder = onnx("decoder.onnx", models.predictor());
    return (read, target) -> {
      Map<String, INDArray> states = OnnxReference.run(encoder, inputs(read));
      Map<String, INDArray> inputs = inputs(target);
      inputs.put("hidden", states.get("hidden_out"));
      if (model.kind().hasCellState()) {
        inputs.put("cell", states.get("cell_out"));
      }
      return logits(OnnxReference.run(decoder, inputs));
    };
  }

  private ModelProto onnx(String name, ModelProto graph) {
    if (graph.getSerializedSize() < 0) {
      throw new DataException(
          source.origin() + " has more than 2 GB of weights, which one ONNX file cannot hold");
    }
    StoredFile file = write(name, graph::writeTo);
    return folder.read(file, ModelProto::parseFrom);
  }

  private Map<String, INDArray> inputs(int[] tokens) {
    Map<String, INDArray> inputs = new LinkedHashMap<>();
    double[] ids = new double[tokens.length];
    for (int t = 0; t < ids.length; t++) {
      ids[t] = tokens[t];
    }
    inputs.put("tokens", Nd4j.createFromArray(ids).reshape(1, ids.length));
    inputs.put("lengths", Nd4j.createFromArray((double) ids.length));
    inputs.put("hidden", Nd4j.zeros(DataType.DOUBLE, model.layers(), 1, model.hiddenSize()));
    inputs.put("cell", Nd4j.zeros(DataType.DOUBLE, model.layers(), 1, model.hiddenSize()));
    return inputs;
  }

  /** [1, time, ids] or [1, ids]. */
  private static double[][] logits(Map<String, INDArray> values) {
    INDArray logits = values.get("logits");
    long ids = logits.size(logits.rank() - 1);
    return logits.reshape('c', logits.length() / ids, ids).toDoubleMatrix();
  }

  private Proof.Reader dl4j() {
    MultiLayerNetwork network =
        Dl4jNetworks.withParametersOf(source.network(), source.spec(), model.vocabularySize());
    StoredFile file = write("model.zip", out -> ModelSerializer.writeModel(network, out, false));
    byte[] written = folder.read(file);
    MultiLayerNetwork read = restored(written);
    TokenInput input = TokenInput.of(read);
    return (tokens, target) -> {
      INDArray output = read.output(SequenceArrays.steps(tokens, input, model.vocabularySize()));
      double[][] logs = new double[tokens.length][model.vocabularySize()];
      for (int t = 0; t < tokens.length; t++) {
        for (int id = 0; id < logs[t].length; id++) {
          logs[t][id] = Math.log(output.getDouble(0, id, t));
        }
      }
      return logs;
    };
  }

  private static MultiLayerNetwork restored(byte[] zip) {
    try {
      return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip), false);
    } catch (IOException e) {
      throw new DataException(
          "what was written for DL4J cannot be read back: " + e.getMessage(), e);
    }
  }

  /** Writes what the ids mean, and at last what the model is. */
  private void describe() {
    text(VocabularyFile.NAME, VocabularyFile.format(source.vocabulary()));
    TokenizerJson.format(source.vocabulary())
        .ifPresent(
            json -> {
              text(TokenizerJson.NAME, json);
              text("tokenizer_config.json", Json.pretty(tokenizerConfiguration()));
            });
    text(CONFIGURATION, Json.pretty(model));
  }

  private Map<String, String> tokenizerConfiguration() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("tokenizer_class", "PreTrainedTokenizerFast");
    return entries;
  }

  private void text(String name, String content) {
    files.add(folder.write(name, content));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Exporter.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  /** What writes a file's bytes. */
  @FunctionalInterface
  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  private StoredFile write(String name, Writer writer) {
    HashingOutputStream out = folder.create(name);
    try (out) {
      writer.write(out);
    } catch (IOException e) {
      throw new DataException(
          folder.location(name)
              + " cannot be written: "
              + e.getMessage()
              + "; check the folder's permissions and free space",
          e);
    }
    StoredFile file = out.stored();
    files.add(file);
    return file;
  }
}
