package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.rnnlm.kernel.Cell;
import org.rnnlm.text.Text;

/** What a user can do wrong with the layers, and is told. 3 sequences, 5 steps, 11 tokens. */
class BadUseTest {
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
  private static final int BATCH = 3;
  private static final int STEPS = 5;
  private static final int TOKENS = 11;

  private static MultiLayerNetwork embedding() {
    return SmallNetwork.network(
        new TokenEmbedding.Builder().nIn(TOKENS).nOut(4).build(),
        new Recurrent.Builder(Cell.LSTM).nIn(4).nOut(7).build(),
        new TokenSoftmax.Builder().nIn(7).nOut(TOKENS).build());
  }

  private static MultiLayerNetwork oneHot() {
    return SmallNetwork.network(
        new OneHotTokens(TOKENS),
        new Recurrent.Builder(Cell.GRU).nIn(TOKENS).nOut(7).build(),
        new TokenSoftmax.Builder().nIn(7).nOut(TOKENS).build());
  }

  static List<MultiLayerNetwork> networks() {
    return List.of(embedding(), oneHot());
  }

  private static INDArray ids() {
    return Arrays3d.ids(1, TOKENS, BATCH, STEPS);
  }

  private static INDArray labels() {
    return Arrays3d.ids(2, TOKENS, BATCH, STEPS);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aTokenOutsideTheVocabularyIsNamedWithItsPlace(MultiLayerNetwork network) {
    for (int id : new int[] {11, -1, 1_000_000}) {
      INDArray ids = ids().putScalar(new int[] {2, 0, 3}, id);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.output(ids))
          .withMessage(
              Text.format("token id %d of sequence 2, step 3 is outside the vocabulary of 11", id));
      assertThatIllegalArgumentException().isThrownBy(() -> network.rnnTimeStep(ids));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.fit(new DataSet(ids, labels())));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.fit(new DataSet(ids(), ids)))
          .withMessageContaining("sequence 2, step 3");
    }
    network.fit(new DataSet(ids(), labels()));
    assertThat(network.score()).isFinite();
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.5, Double.NaN, Double.POSITIVE_INFINITY})
  void whatIsNoIdIsNamedWithItsPlace(double value) {
    INDArray ids = ids().putScalar(new int[] {0, 0, 4}, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedding().output(ids))
        .withMessage(
            "token id " + (float) value + " of sequence 0, step 4 is outside the vocabulary of 11");
  }

  @Test
  void anEmptySequenceIsAnError() {
    INDArray empty = Nd4j.create(DataType.FLOAT, BATCH, 1, 0);
    for (MultiLayerNetwork network : networks()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.getLayer(0).activate(empty, false, NO_WORKSPACES))
          .withMessageContaining("at least one sequence and one step");
    }
    INDArray noSteps = Nd4j.create(DataType.FLOAT, BATCH, 4, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedding().getLayer(1).activate(noSteps, false, NO_WORKSPACES))
        .withMessageContaining("at least one sequence and one step");
    INDArray noHidden = Nd4j.create(DataType.FLOAT, BATCH, 7, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedding().getLayer(2).activate(noHidden, false, NO_WORKSPACES))
        .withMessageContaining("at least one sequence and one step");
  }

  @Test
  void inputsOfAnotherWidthAreAnError() {
    MultiLayerNetwork network = embedding();
    INDArray wide = Arrays3d.normal(1, 1, BATCH, 6, STEPS);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.getLayer(1).activate(wide, false, NO_WORKSPACES))
        .withMessageContaining("has shape [3, 6, 5], it must be [batch, 4, time]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.getLayer(2).activate(wide, false, NO_WORKSPACES))
        .withMessageContaining("has shape [3, 6, 5], it must be [batch, 7, time]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.getLayer(0).activate(wide, false, NO_WORKSPACES))
        .withMessageContaining("tokens have shape [3, 6, 5], they must be ids, [batch, 1, time]");
  }

  @Test
  void labelsOfAnotherShapeAreAnError() {
    MultiLayerNetwork network = embedding();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> network.score(new DataSet(ids(), Arrays3d.ids(2, TOKENS, BATCH, STEPS + 1))))
        .withMessageContaining("labels are of 3 sequences and 6 steps, the input of 3 and 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.fit(new DataSet(ids(), Arrays3d.oneHot(labels(), TOKENS))))
        .withMessageContaining("tokens have shape [3, 11, 5], they must be ids, [batch, 1, time]");
  }

  @Test
  void aMaskOfAnotherShapeIsAnError() {
    MultiLayerNetwork network = embedding();
    DataSet batch = new DataSet(ids(), labels(), null, Nd4j.ones(STEPS, BATCH));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.fit(batch))
        .withMessageContaining("the mask has shape [5, 3], it must be [3, 5]");
    network.clearLayerMaskArrays();
    network.getLayer(1).setMaskArray(Nd4j.ones(BATCH, STEPS + 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.output(ids()))
        .withMessageContaining("the mask has shape [3, 6], it must be [3, 5]");
  }

  @Test
  void aMaskIsOfZerosAndOnes() {
    INDArray mask = Nd4j.ones(BATCH, STEPS).putScalar(1, 2, 0.5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedding().fit(new DataSet(ids(), labels(), null, mask)))
        .withMessageContaining("the mask is 0.5 at sequence 1, step 2, it must be 0 or 1");
  }

  @ParameterizedTest
  @EnumSource
  void aBatchMaskedAltogetherCountsForNothing(Cell cell) {
    for (F32Kernels kernels : F32Kernels.values()) {
      MultiLayerNetwork network = SmallNetwork.ours(cell, kernels);
      network.getLayerWiseConfigurations().getConfs().forEach(c -> sgd(c));
      INDArray before = network.params().dup();
      INDArray none = Nd4j.zeros(BATCH, STEPS);
      for (INDArray featuresMask : new INDArray[] {null, none}) {
        network.setInput(SmallNetwork.inputs());
        network.setLabels(SmallNetwork.labels());
        network.setLayerMaskArrays(featuresMask, none);
        network.computeGradientAndScore();

        assertThat(network.score()).isZero();
        assertThat(network.gradient().gradient().amaxNumber().doubleValue()).isZero();
        network.clearLayerMaskArrays();
        network.fit(new DataSet(SmallNetwork.inputs(), SmallNetwork.labels(), featuresMask, none));
        assertThat(network.params()).isEqualTo(before);
      }
    }
  }

  private static void sgd(NeuralNetConfiguration configuration) {
    ((BaseLayer) configuration.getLayer()).setIUpdater(new Sgd(0.5));
  }

  @ParameterizedTest
  @EnumSource
  void parametersThatAreNotNumbersMakeALossThatIsNone(Cell cell) {
    for (F32Kernels kernels : F32Kernels.values()) {
      MultiLayerNetwork network = SmallNetwork.ours(cell, kernels);
      network.params().assign(Double.NaN);

      network.fit(new DataSet(SmallNetwork.inputs(), SmallNetwork.labels()));
      assertThat(network.score()).isNaN();
      assertThat(network.score(new DataSet(SmallNetwork.inputs(), SmallNetwork.labels()))).isNaN();
    }
  }

  @Test
  void anotherDataTypeThanFloatIsAnError() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(new Recurrent.Builder(Cell.LSTM).nIn(4).nOut(7).build())
                .layer(new TokenSoftmax.Builder().nIn(7).nOut(TOKENS).build())
                .build());
    network.init();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.output(Arrays3d.normal(1, 1, BATCH, 4, STEPS)))
        .withMessageContaining("DOUBLE")
        .withMessageContaining("the network's data type must be that");
  }

  @Test
  void weightNoiseIsRefused() {
    for (BaseLayer layer :
        List.of(
            new Recurrent.Builder(Cell.LSTM)
                .nIn(4)
                .nOut(7)
                .weightNoise(new DropConnect(0.5))
                .build(),
            new TokenEmbedding.Builder().nIn(4).nOut(7).weightNoise(new DropConnect(0.5)).build(),
            new TokenSoftmax.Builder().nIn(4).nOut(7).weightNoise(new DropConnect(0.5)).build())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SmallNetwork.network(layer))
          .withMessageContaining("has no weight noise");
    }
  }

  @Test
  void anOutputWithoutABiasIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SmallNetwork.network(
                    new TokenSoftmax.Builder().nIn(7).nOut(TOKENS).hasBias(false).build()))
        .withMessageContaining("always has a bias");
  }

  @Test
  void timeBeforeSizeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SmallNetwork.network(
                    new Recurrent.Builder(Cell.LSTM)
                        .nIn(4)
                        .nOut(7)
                        .dataFormat(RNNFormat.NWC)
                        .build()))
        .withMessageContaining("takes [batch, size, time] only");
  }

  @Test
  void aBackwardPassFollowsAForwardPassInTraining() {
    Layer layer = embedding().getLayer(1);
    layer.activate(Arrays3d.normal(1, 1, BATCH, 4, STEPS), false, NO_WORKSPACES);

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () -> layer.backpropGradient(Arrays3d.normal(1, 1, BATCH, 7, STEPS), NO_WORKSPACES))
        .withMessageContaining("no forward pass in training mode before this backward pass");
  }

  @Test
  void anActivationOtherThanTanhIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recurrent.Builder(Cell.LSTM).activation(Activation.RELU).build())
        .withMessageContaining("activation is tanh");
  }
}
