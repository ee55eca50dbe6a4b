package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Block;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.CharacterSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Direction;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.model.Reads;
import org.rnnlm.model.RecurrentSpec;
import org.rnnlm.model.StoredConfiguration;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Every way in which configurations and models are copied and stored. */
class ConfigurationCopiesTest {
  private static final int TOKENS = 11;

  static List<ModelSpec> models() {
    List<ModelSpec> models = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      models.add(
          ModelSpec.of(cell, 2, 7)
              .with(EmbeddingSpec.trained(5))
              .with(new DropoutSpec(0.4, cell.waits() ? 0.3 : 0)));
      models.add(residual(cell).with(EmbeddingSpec.trained(5)).with(DropoutSpec.of(0.4)));
    }
    models.add(residual(Cell.LSTM));
    models.add(ModelSpec.of(Cell.GRU, 2, 7));
    models.add(
        ModelSpec.of(Cell.LSTM, 2, 7)
            .with(EmbeddingSpec.tied(7))
            .with(new DropoutSpec(0.3, 0.1, 0.5, 0.4, 0.2, 0.4, true)));
    models.add(ModelSpec.of(Cell.LSTM, 2, 7).with(EmbeddingSpec.tied(7)));
    models.add(ModelSpec.of(Cell.GRU, 2, 7).with(EmbeddingSpec.tied(5)));
    models.add(
        ModelSpec.of(Cell.LSTM, 2, 7)
            .with(EmbeddingSpec.tied(7))
            .with(
                HeadSpec.LANGUAGE_MODEL.with(
                    new OutputSpec(OutputSpec.Kind.ADAPTIVE, List.of(3, 5)))));
    HeadSpec head = new HeadSpec(Head.NEXT_TOKEN, Pooling.MEAN, 9, DenseActivation.RELU);
    models.add(
        ModelSpec.of(Cell.GRU, 2, 7)
            .with(EmbeddingSpec.trained(5))
            .with(new DropoutSpec(0.4, 0.3))
            .with(head)
            .reading(Direction.BOTH));
    models.add(
        residual(Cell.QRNN)
            .with(EmbeddingSpec.trained(14))
            .with(DropoutSpec.of(0.4))
            .with(head)
            .reading(Direction.BOTH));
    return models;
  }

  private static ModelSpec residual(Cell cell) {
    return ModelSpec.of(RecurrentSpec.of(cell, 2, 7).in(new BlockSpec(Block.RESIDUAL, 9)));
  }

  private static MultiLayerConfiguration configuration(ModelSpec model) {
    return Networks.configuration(model, TOKENS, 0.02, 3);
  }

  private static MultiLayerNetwork trained(ModelSpec model) {
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.02, 3);
    network.fit(batch(model));
    network.fit(batch(model));
    return network;
  }

  private static DataSet batch(ModelSpec model) {
    int predictions = model.head().kind() == Head.EVERY_STEP ? 4 : 1;
    return new DataSet(Arrays3d.ids(1, TOKENS, 3, 4), Arrays3d.ids(2, TOKENS, 3, predictions));
  }

  @ParameterizedTest
  @MethodSource("models")
  void configurationsComeBackFromJson(ModelSpec model) {
    MultiLayerConfiguration configuration = configuration(model);
    String json = configuration.toJson();

    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(json);
    assertThat(read).isEqualTo(configuration).hasSameHashCodeAs(configuration);
    assertThat(read.toJson()).isEqualTo(json);
  }

  @Test
  void anAdaptiveSoftmaxTellsItsCutoffsAndAFullOneNothing() {
    ModelSpec full = ModelSpec.of(Cell.LSTM, 2, 7);
    ModelSpec adaptive = full.with(HeadSpec.LANGUAGE_MODEL.with(OutputSpec.ADAPTIVE));
    assertThat(configuration(full).toJson()).doesNotContain("cutoffs");
    String json = configuration(adaptive).toJson();
    assertThat(json).containsPattern("\"cutoffs\" : \\[ 2 ]");
    MultiLayerConfiguration read = StoredConfiguration.parse(json, "a test");
    assertThat(read.getConf(3).getLayer())
        .isEqualTo(configuration(adaptive).getConf(3).getLayer())
        .isNotEqualTo(configuration(full).getConf(3).getLayer());
    assertThat(StoredConfiguration.parameters(read, "a test"))
        .isEqualTo(Networks.parameters(adaptive, TOKENS, ComputeSpec.Layers.RNNLM));
  }

  @ParameterizedTest
  @MethodSource("models")
  void configurationsComeBackFromYaml(ModelSpec model) {
    MultiLayerConfiguration configuration = configuration(model);

    assertThat(MultiLayerConfiguration.fromYaml(configuration.toYaml())).isEqualTo(configuration);
  }

  @ParameterizedTest
  @MethodSource("models")
  void configurationsComeBackFromJavasSerialization(ModelSpec model)
      throws IOException, ClassNotFoundException {
    MultiLayerConfiguration configuration = configuration(model);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(configuration);
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(configuration);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void configurationsComeBackFromSparksKryo(ModelSpec model) {
    SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();
    ClassTag<MultiLayerConfiguration> type = ClassTag$.MODULE$.apply(MultiLayerConfiguration.class);
    MultiLayerConfiguration configuration = configuration(model);

    MultiLayerConfiguration read = kryo.deserialize(kryo.serialize(configuration, type), type);
    assertThat(read).isEqualTo(configuration);
  }

  @ParameterizedTest
  @MethodSource("models")
  void layersAreEqualWhereAllTheirSettingsAre(ModelSpec model) {
    RecurrentSpec layers = model.recurrent();
    ModelSpec other =
        model.with(
            RecurrentSpec.of(
                    layers.cell() == Cell.GRU ? Cell.LSTM : Cell.GRU,
                    layers.layers(),
                    layers.hiddenSize())
                .reading(layers.direction())
                .in(layers.block()));

    Layer layer = configuration(model).getConf(1).getLayer();
    assertThat(layer).isEqualTo(configuration(model).getConf(1).getLayer());
    assertThat(layer).isNotEqualTo(configuration(other).getConf(1).getLayer());
    assertThat(layer.clone()).isEqualTo(layer).isNotSameAs(layer);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aCloneComputesTheSameAndIsApart(ModelSpec model) {
    MultiLayerNetwork network = trained(model);
    INDArray expected = network.output(batch(model).getFeatures()).dup();

    MultiLayerNetwork copy = network.clone();
    Networks.use(copy, KernelSpec.AUTO);
    network.params().assign(0);

    assertThat(copy.output(batch(model).getFeatures())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelComesBackFromItsFileAndTrainsOn(ModelSpec model, @TempDir Path folder)
      throws IOException {
    MultiLayerNetwork network = trained(model);
    ModelSerializer.writeModel(network, folder.resolve("model.zip").toFile(), true);

    MultiLayerNetwork read =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model.zip").toFile(), true);
    Networks.use(read, KernelSpec.AUTO);

    assertThat(read.getLayerWiseConfigurations()).isEqualTo(network.getLayerWiseConfigurations());
    assertThat(read.params()).isEqualTo(network.params());
    assertThat(read.getUpdater().getStateViewArray())
        .isEqualTo(network.getUpdater().getStateViewArray());
    assertThat(read.output(batch(model).getFeatures()))
        .isEqualTo(network.output(batch(model).getFeatures()));
    assertSameNextStep(model, network, read);
  }

  private static void assertSameNextStep(
      ModelSpec model, MultiLayerNetwork network, MultiLayerNetwork read) {
    for (MultiLayerNetwork each : List.of(network, read)) {
      Nd4j.getRandom().setSeed(9);
      each.fit(batch(model));
    }
    assertThat(read.params()).isEqualTo(network.params());
  }

  @Test
  void aReaderOfCharactersIsStoredAndAnEmbeddingWithoutOneTellsNothingOfIt() {
    ModelSpec plain =
        ModelSpec.of(Cell.LSTM, 1, 7)
            .with(new HeadSpec(Head.TAGS, Pooling.LAST, 0, DenseActivation.RELU, Reads.assumed(9)))
            .with(EmbeddingSpec.trained(5));
    ModelSpec reading = plain.with(plain.embedding().with(new CharacterSpec(3, 4, 2)));

    assertThat(configuration(plain).toJson()).doesNotContain("reader");
    MultiLayerConfiguration read =
        StoredConfiguration.parse(configuration(reading).toJson(), "a test");
    assertThat(read).isEqualTo(configuration(reading)).isNotEqualTo(configuration(plain));
    assertThat(StoredConfiguration.parameters(read, "a test"))
        .isEqualTo(Networks.parameters(reading, TOKENS, ComputeSpec.Layers.RNNLM));
    assertThat(Networks.parameters(reading, TOKENS, ComputeSpec.Layers.RNNLM))
        .isEqualTo(
            Networks.parameters(plain, TOKENS, ComputeSpec.Layers.RNNLM)
                + (3 + 94) * 3
                + 3 * 2 * 4
                + 4
                + 4 * 7 * 4); // characters, filters, biases, and what the LSTM reads of them
    assertThat(Json.read(Json.pretty(reading), ModelSpec.class, "a test")).isEqualTo(reading);
    assertThat(Json.pretty(plain.on(Reads.assumed(9)))).doesNotContain("character");
  }
}
