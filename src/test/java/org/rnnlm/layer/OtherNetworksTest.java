package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.Precision;

/** Our layers in networks of other shapes and settings than a language model's. */
class OtherNetworksTest {
  private static final int INPUTS = SmallNetwork.INPUTS;
  private static final int FIRST = SmallNetwork.FIRST;
  private static final int TOKENS = SmallNetwork.TOKENS;
  private static final int CLASSES = 2;

  private static NeuralNetConfiguration.Builder builder() {
    return new NeuralNetConfiguration.Builder().seed(17).updater(new Adam(0.01));
  }

  private static NeuralNetConfiguration.Builder regularized() {
    return builder()
        .l2(0.05)
        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        .gradientNormalizationThreshold(2)
        .constrainWeights(new MaxNormConstraint(1.5, 1));
  }

  private static Layer ours() {
    return new Recurrent.Builder(Cell.LSTM).nIn(INPUTS).nOut(FIRST).build();
  }

  private static Layer dl4js() {
    return new LSTM.Builder()
        .gateActivationFunction(Activation.SIGMOID)
        .activation(Activation.TANH)
        .dataFormat(RNNFormat.NCW)
        .nIn(INPUTS)
        .nOut(FIRST)
        .build();
  }

  private static Layer ourOutput() {
    return new TokenSoftmax.Builder().nIn(FIRST).nOut(TOKENS).build();
  }

  private static Layer dl4jsOutput() {
    return new RnnOutputLayer.Builder(new LossSparseMCXENT())
        .activation(Activation.SOFTMAX)
        .dataFormat(RNNFormat.NCW)
        .nIn(FIRST)
        .nOut(TOKENS)
        .build();
  }

  private static MultiLayerNetwork network(
      F32Kernels kernels, NeuralNetConfiguration.Builder builder, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list = builder.list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    network.setParams(Arrays3d.normal(31, 0.5, 1, (int) network.numParams()));
    KernelLayers.prepare(network, kernels.kernels());
    return network;
  }

  private static DataSet batch() {
    return new DataSet(
        SmallNetwork.inputs(), SmallNetwork.labels(), null, SmallNetwork.rightPadded());
  }

  private static void assertSameTraining(
      MultiLayerNetwork ours, MultiLayerNetwork expected, DataSet batch) {
    for (int step = 0; step < 5; step++) {
      ours.fit(batch);
      expected.fit(batch);
      assertThat(ours.score()).isCloseTo(expected.score(), within(1e-4));
    }
    assertThat(Arrays3d.deviation(ours.params(), expected.params())).isLessThan(1e-5);
  }

  @ParameterizedTest
  @EnumSource
  void regularizationClippingAndConstraintsAreDl4js(F32Kernels kernels) {
    assertSameTraining(
        network(kernels, regularized(), ours(), ourOutput()),
        network(kernels, regularized(), dl4js(), dl4jsOutput()),
        batch());
  }

  @ParameterizedTest
  @EnumSource
  void workspacesMayBeOff(F32Kernels kernels) {
    NeuralNetConfiguration.Builder without =
        builder()
            .trainingWorkspaceMode(WorkspaceMode.NONE)
            .inferenceWorkspaceMode(WorkspaceMode.NONE);

    assertSameTraining(
        network(kernels, without, ours(), ourOutput()),
        network(kernels, builder(), ours(), ourOutput()),
        batch());
  }

  @ParameterizedTest
  @EnumSource
  void bothDirectionsAreDl4js(F32Kernels kernels) {
    assumeThat(Kernels.of(KernelSpec.AUTO).precision())
        .as("what layers that DL4J does not hand out compute in")
        .isEqualTo(Precision.F32);
    MultiLayerNetwork ours =
        network(kernels, builder(), new Bidirectional(Bidirectional.Mode.ADD, ours()), ourOutput());
    MultiLayerNetwork dl4js =
        network(
            kernels, builder(), new Bidirectional(Bidirectional.Mode.ADD, dl4js()), dl4jsOutput());

    assertSameTraining(ours, dl4js, batch());
  }

  @ParameterizedTest
  @EnumSource
  void aClassOfASequenceIsReadFromItsLastStep(F32Kernels kernels) {
    INDArray classes = Nd4j.createFromArray(new float[][] {{0, 1}, {1, 0}, {1, 0}});
    DataSet ragged = new DataSet(SmallNetwork.inputs(), classes, SmallNetwork.rightPadded(), null);

    assertSameTraining(
        network(kernels, builder(), new LastTimeStep(ours()), classifier()),
        network(kernels, builder(), new LastTimeStep(dl4js()), classifier()),
        ragged);
  }

  /** So that they compute with what was chosen, are timed, and are freed. */
  @ParameterizedTest
  @EnumSource
  void layersThatDl4jWrapsAreReachedToo(F32Kernels kernels) {
    MultiLayerNetwork network = network(kernels, builder(), new LastTimeStep(ours()), classifier());

    network.output(SmallNetwork.inputs());

    assertThat(KernelLayers.recurrentNanos(network)).isPositive();
  }

  private static Layer classifier() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .activation(Activation.SOFTMAX)
        .nIn(FIRST)
        .nOut(CLASSES)
        .build();
  }

  /** On the kernels that are chosen without {@link KernelLayers#prepare}, so perhaps in bf16. */
  @ParameterizedTest
  @EnumSource
  void graphsHoldThemToo(Cell cell) {
    ComputationGraphConfiguration configuration =
        builder()
            .graphBuilder()
            .addInputs("ids")
            .addLayer(
                "embedding", new TokenEmbedding.Builder().nIn(TOKENS).nOut(INPUTS).build(), "ids")
            .addLayer(
                "cell", new Recurrent.Builder(cell).nIn(INPUTS).nOut(FIRST).build(), "embedding")
            .addLayer("output", ourOutput(), "cell")
            .setOutputs("output")
            .build();
    ComputationGraph graph =
        new ComputationGraph(ComputationGraphConfiguration.fromJson(configuration.toJson()));
    graph.init();
    DataSet batch = new DataSet(Arrays3d.ids(1, TOKENS, 3, 5), SmallNetwork.labels());
    double before = graph.score(batch);
    for (int step = 0; step < 20; step++) {
      graph.fit(batch);
    }

    assertThat(graph.score(batch)).isLessThan(0.97 * before);
    assertThat(graph.output(batch.getFeatures())[0].shape()).containsExactly(3, TOKENS, 5);
  }
}
