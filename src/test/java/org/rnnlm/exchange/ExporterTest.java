package org.rnnlm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.StoredFile;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.Dl4jNetworks;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OutputSpec;

/** What is exported says what the model says, by readers that share no code with its layers. */
class ExporterTest {
  @TempDir private Path folder;

  static Stream<ModelSpec> all() {
    return Stream.of(Models.languageModels(), Models.summaries(), Models.pairs())
        .flatMap(List::stream);
  }

  static Stream<ModelSpec> ofDl4j() {
    return Models.languageModels().stream().filter(Dl4jNetworks::has);
  }

  @ParameterizedTest
  @MethodSource("all")
  void weightsByPyTorchsNamesSayWhatTheModelSays(ModelSpec model) {
    assertThat(export(model, ExportFormat.SAFETENSORS))
        .contains("model.safetensors", "config.json", "modeling_rnnlm.py", "tokenizer.json");
  }

  @ParameterizedTest
  @MethodSource("all")
  void onnxGraphsSayWhatTheModelSays(ModelSpec model) {
    assertThat(export(model, ExportFormat.ONNX))
        .contains("config.json", model.ofPairs() ? "decoder.onnx" : "model.onnx");
  }

  @ParameterizedTest
  @MethodSource("ofDl4j")
  void aNetworkOfDl4jsOwnLayersSaysWhatTheModelSays(ModelSpec model) {
    assertThat(export(model, ExportFormat.DL4J)).contains("model.zip", "config.json");
  }

  @Test
  void whatDl4jCannotComputeIsRefusedWithTheReason() {
    Source gru = Models.source(ModelSpec.of(Cell.GRU, 1, 7));

    assertThatThrownBy(() -> Exporter.write(gru, ExportFormat.DL4J, target()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no GRU")
        .hasMessageContaining("safetensors or onnx");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void aCellThatNoFormatHasIsRefusedWithTheReason(ExportFormat format) {
    for (Cell cell : List.of(Cell.MIN_GRU, Cell.SLSTM)) {
      Source model = Models.source(ModelSpec.of(cell, 1, 7));

      assertThatThrownBy(() -> Exporter.write(model, format, target()))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("1 x 7 " + cell.title())
          .hasMessageContaining("no format of export has a recurrent layer of this cell");
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @Test
  void anAdaptiveSoftmaxIsRefusedByDl4jWithTheReason() {
    Source model =
        Models.source(
            ModelSpec.of(Cell.LSTM, 1, 8).with(HeadSpec.LANGUAGE_MODEL.with(OutputSpec.ADAPTIVE)));

    assertThatThrownBy(() -> Exporter.write(model, ExportFormat.DL4J, target()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no adaptive softmax");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aModelThatDl4jsOwnLayersTrainedIsExportedToo() {
    ModelSpec spec = ModelSpec.of(Cell.LSTM, 2, 7).with(EmbeddingSpec.trained(5));
    ComputeSpec dl4j = new ComputeSpec(ComputeSpec.Layers.DL4J, KernelSpec.AUTO);
    Source ours = Models.source(spec);
    Source trained =
        new Source(
            "a model",
            spec,
            ours.vocabulary(),
            ours.sequences(),
            Networks.create(spec, ours.vocabulary().size(), 0.01, 3, dl4j));

    for (ExportFormat format : ExportFormat.values()) {
      Folder target = Folder.at(folder.resolve(format.name()).toString(), new Configuration());
      assertThat(Exporter.write(trained, format, target).proof().predictions()).isPositive();
    }
  }

  @Test
  void aTiedEmbeddingStandsOnceInAGraph() {
    long tied = onnxBytes(ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.tied(7)));
    long own = onnxBytes(ModelSpec.of(Cell.LSTM, 1, 7).with(EmbeddingSpec.trained(7)));

    assertThat(own - tied)
        .isGreaterThanOrEqualTo((long) Models.vocabulary().size() * 7 * Float.BYTES);
  }

  private long onnxBytes(ModelSpec spec) {
    Folder target = Folder.at(folder.resolve(spec.summary()).toString(), new Configuration());
    return Exporter.write(Models.source(spec), ExportFormat.ONNX, target).files().get(0).bytes();
  }

  @Test
  void anExportThatSaysSomethingElseIsNoExport() {
    Source source = Models.source(ModelSpec.of(Cell.LSTM, 1, 7));
    List<Probe> probes = Probe.of(source);
    INDArray parameters = source.network().params();
    parameters.putScalar(
        parameters.length() - 1, parameters.getDouble(parameters.length() - 1) + 0.1);

    assertThatThrownBy(
            () ->
                Proof.of(
                    probes,
                    (read, target) -> Probe.of(source).get(read.length / 6 - 1).logProbabilities(),
                    "out"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("do not use it");
  }

  private List<String> export(ModelSpec model, ExportFormat format) {
    Exporter.Exported exported = Exporter.write(Models.source(model), format, target());
    assertThat(exported.proof().predictions()).isGreaterThanOrEqualTo(4);
    return exported.files().stream().map(StoredFile::name).toList();
  }

  private Folder target() {
    return Folder.at(folder.resolve("out").toString(), new Configuration());
  }
}
