package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;

/** An embedding is the product of one-hot tokens and its vectors; 13 tokens, 3 wide. */
class TokenEmbeddingTest {
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
  private static final int TOKENS = 13;
  private static final int WIDTH = 3;
  private static final int BATCH = 4;
  private static final int STEPS = 9;

  private static MultiLayerNetwork network() {
    return SmallNetwork.network(
        new TokenEmbedding.Builder().nIn(TOKENS).nOut(WIDTH).build(),
        new TokenSoftmax.Builder().nIn(WIDTH).nOut(TOKENS).build());
  }

  /** [batch, size, time] to [batch * time, size]. */
  private static INDArray rows(INDArray array) {
    return array.permute(0, 2, 1).dup('c').reshape('c', -1, array.size(1));
  }

  @Test
  void vectorsArePickedAsAOneHotProductWould() {
    MultiLayerNetwork network = network();
    INDArray ids = Arrays3d.ids(1, TOKENS, BATCH, STEPS);

    INDArray actual = network.getLayer(0).activate(ids, false, NO_WORKSPACES);

    assertThat(actual.shape()).containsExactly(BATCH, WIDTH, STEPS);
    INDArray expected = rows(Arrays3d.oneHot(ids, TOKENS)).mmul(network.getParam("0_W"));
    assertThat(rows(actual)).isEqualTo(expected);
  }

  @Test
  void gradientsAreAddedAsAOneHotProductWould() {
    MultiLayerNetwork network = network();
    Layer embedding = network.getLayer(0);
    embedding.setBackpropGradientsViewArray(Arrays3d.normal(8, 1, 1, TOKENS * WIDTH)); // stale
    INDArray ids = Arrays3d.ids(1, TOKENS, BATCH, STEPS);
    INDArray outputGradient = Arrays3d.normal(2, 1, BATCH, WIDTH, STEPS);
    embedding.activate(ids, true, NO_WORKSPACES);

    Gradient gradient = embedding.backpropGradient(outputGradient, NO_WORKSPACES).getFirst();

    INDArray expected = rows(Arrays3d.oneHot(ids, TOKENS)).transpose().mmul(rows(outputGradient));
    assertThat(Arrays3d.deviation(gradient.getGradientFor("W"), expected)).isLessThan(1e-6);
  }

  @Test
  void idsMayHaveTwoDimensionsAndBeIntegers() {
    MultiLayerNetwork network = network();
    INDArray ids = Arrays3d.ids(1, TOKENS, BATCH, STEPS);
    INDArray expected = network.getLayer(0).activate(ids, false, NO_WORKSPACES).dup();

    INDArray flat = ids.reshape(BATCH, STEPS).castTo(DataType.INT32);
    assertThat(network.getLayer(0).activate(flat, false, NO_WORKSPACES)).isEqualTo(expected);
  }

  @Test
  void oneHotTokensAreOneAtTheToken() {
    MultiLayerNetwork network =
        SmallNetwork.network(
            new OneHotTokens(TOKENS), new TokenSoftmax.Builder().nIn(TOKENS).nOut(2).build());
    INDArray ids = Arrays3d.ids(1, TOKENS, BATCH, STEPS);

    INDArray actual = network.getLayer(0).activate(ids, false, NO_WORKSPACES);
    assertThat(actual).isEqualTo(Arrays3d.oneHot(ids, TOKENS));
  }

  private static MultiLayerNetwork tied() {
    return Networks.create(
        ModelSpec.of(Cell.LSTM, 2, 7).with(EmbeddingSpec.tied(7)), TOKENS, 0.01, 1);
  }

  @Test
  void aTiedEmbeddingReadsTheColumnsOfTheOutputsWeights() {
    MultiLayerNetwork network = tied();
    INDArray ids = Arrays3d.ids(1, TOKENS, BATCH, STEPS);

    INDArray actual = network.getLayer(0).activate(ids, false, NO_WORKSPACES);

    INDArray vectors = network.getParam("3_W").transpose();
    assertThat(rows(actual)).isEqualTo(rows(Arrays3d.oneHot(ids, TOKENS)).mmul(vectors));
    assertThat(network.paramTable()).doesNotContainKey("0_W");
  }

  @Test
  void aTiedEmbeddingThatIsNotPreparedIsAnError() {
    MultiLayerNetwork network = new MultiLayerNetwork(tied().getLayerWiseConfigurations().clone());
    network.init();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> network.output(Arrays3d.ids(1, TOKENS, BATCH, STEPS)))
        .withMessageContaining("call KernelLayers.prepare after the network's init");
  }

  @Test
  void aCloneIsTiedToItsOwnOutputOncePrepared() {
    MultiLayerNetwork network = tied();
    INDArray ids = Arrays3d.ids(1, TOKENS, BATCH, STEPS);
    INDArray expected = network.output(ids).dup();
    MultiLayerNetwork copy = network.clone();

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> copy.output(ids))
        .withMessageContaining("KernelLayers.prepare");
    KernelLayers.prepare(copy, F32Kernels.JAVA.kernels());
    network.params().assign(0);
    assertThat(Arrays3d.deviation(copy.output(ids), expected)).isLessThan(1e-2); // bf16
  }

  @Test
  void aTieNeedsAnOutputOfTheSameSize() {
    MultiLayerNetwork network =
        SmallNetwork.network(
            new TokenEmbedding.Builder().tied().nIn(TOKENS).nOut(WIDTH).build(),
            new Recurrent.Builder(Cell.GRU).nIn(WIDTH).nOut(5).build(),
            new TokenSoftmax.Builder().nIn(5).nOut(TOKENS).build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelLayers.prepare(network, F32Kernels.JAVA.kernels()))
        .withMessageContaining("whose input is as wide as the embedding (3)");
  }
}
