package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;

/** What weight drop, locked dropout and dropout of words leave. */
class RecipeDropoutTest {
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
  private static final int TOKENS = 7;
  private static final int BATCH = 3;
  private static final int STEPS = 5;
  private static final int UNITS = 6;

  private static MultiLayerNetwork network(Cell cell, double weightDrop) {
    ModelSpec model =
        ModelSpec.of(cell, 1, UNITS)
            .with(EmbeddingSpec.trained(4))
            .with(new DropoutSpec(0, 0, weightDrop, 0, 0, 0, false));
    ComputeSpec java = new ComputeSpec(ComputeSpec.Layers.RNNLM, F32Kernels.JAVA.spec());
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.1, 1, java);
    network.setParams(Arrays3d.normal(3, 0.6, 1, (int) network.numParams()));
    return network;
  }

  private static double loss(MultiLayerNetwork network) {
    network.setInput(Arrays3d.ids(1, TOKENS, BATCH, STEPS));
    network.setLabels(Arrays3d.ids(2, TOKENS, BATCH, STEPS));
    network.computeGradientAndScore();
    return network.score();
  }

  private static float[] recurrentGradient(MultiLayerNetwork network) {
    return values(network.gradient().gradientForVariable().get("1_RW"));
  }

  private static float[] values(INDArray matrix) {
    return matrix.dup('f').reshape('f', 1, matrix.length()).data().asFloat();
  }

  /** A weight that is left out has no gradient; all others have one here. */
  @ParameterizedTest
  @EnumSource(names = {"SIMPLE_RNN", "LSTM", "PEEPHOLE_LSTM", "GRU", "SLSTM"})
  void aBatchIsThatOfAPlainNetworkWithHalfTheMatrixAndTwiceTheRest(Cell cell) {
    MultiLayerNetwork dropping = network(cell, 0.5);
    MultiLayerNetwork plain = network(cell, 0);
    Nd4j.getRandom().setSeed(4);
    int matrix = UNITS * UNITS * cell.gates();

    double loss = loss(dropping);
    float[] gradient = recurrentGradient(dropping);
    float[] weights = values(dropping.getParam("1_RW"));
    int left = 0;
    for (int i = 0; i < matrix; i++) {
      left += gradient[i] != 0 ? 1 : 0;
      weights[i] *= gradient[i] != 0 ? 2 : 0;
    }
    INDArray recurrent = plain.getParam("1_RW");
    recurrent.assign(Nd4j.createFromArray(weights).reshape('f', recurrent.shape()));

    assertThat(left).isBetween(matrix / 4, matrix * 3 / 4);
    assertThat(loss).isCloseTo(loss(plain), within(1e-5));
    float[] expected = recurrentGradient(plain);
    for (int i = 0; i < gradient.length; i++) {
      float scale = i >= matrix ? 1 : gradient[i] != 0 ? 2 : 0; // peepholes stay
      assertThat(gradient[i]).as("weight %d", i).isCloseTo(scale * expected[i], within(1e-4f));
    }
  }

  @Test
  void eachBatchDrawsItsOwnAndTheSameSeedTheSame() {
    MultiLayerNetwork network = network(Cell.LSTM, 0.5);
    Nd4j.getRandom().setSeed(4);
    List<Double> losses = new ArrayList<>();
    for (int batch = 0; batch < 3; batch++) {
      losses.add(loss(network));
    }
    Nd4j.getRandom().setSeed(4);

    assertThat(losses).doesNotHaveDuplicates();
    assertThat(loss(network)).isEqualTo(losses.get(0));
  }

  @Test
  void predictionsAreMadeWithTheWholeMatrix() {
    MultiLayerNetwork dropping = network(Cell.LSTM, 0.5);
    INDArray ids = Arrays3d.ids(1, TOKENS, BATCH, STEPS);

    assertThat(dropping.output(ids)).isEqualTo(network(Cell.LSTM, 0).output(ids));
  }

  @Test
  void lockedDropoutLeavesOutTheSameValuesInAllStepsAndOthersInEachSequence() {
    int width = 40;
    Nd4j.getRandom().setSeed(4);
    INDArray input = SequenceArray.create(NO_WORKSPACES, ArrayType.INPUT, BATCH, width, STEPS);
    input.assign(3);

    INDArray dropped = new InputDropout().apply(new LockedDropout(0.5), input, NO_WORKSPACES);

    Set<INDArray> sequences = new HashSet<>();
    for (int sequence = 0; sequence < BATCH; sequence++) {
      INDArray first = dropped.slice(sequence).getColumn(0).dup();
      for (int step = 0; step < STEPS; step++) {
        assertThat(dropped.slice(sequence).getColumn(step)).isEqualTo(first);
      }
      assertThat(first.data().asFloat()).contains(0f).contains(6f).containsOnly(0f, 6f);
      assertThat(sequences.add(first)).isTrue();
    }
  }

  @Test
  void aWordThatIsLeftOutIsSoWhereverItStandsAndTheOthersAreScaledUp() {
    int words = 50;
    ModelSpec model =
        ModelSpec.of(Cell.LSTM, 1, 3)
            .with(EmbeddingSpec.trained(2))
            .with(new DropoutSpec(0, 0, 0, 0.5, 0, 0, false));
    MultiLayerNetwork network = Networks.create(model, words, 0.1, 1);
    network.getLayer(0).getParam("W").assign(1);
    INDArray ids = Nd4j.create(2, 1, words);
    for (int word = 0; word < words; word++) {
      ids.putScalar(0, 0, word, word);
      ids.putScalar(1, 0, words - 1 - word, word);
    }
    Nd4j.getRandom().setSeed(4);
    network.getLayer(0).setInput(ids, NO_WORKSPACES);

    INDArray vectors = network.getLayer(0).activate(true, NO_WORKSPACES);

    int out = 0;
    for (int word = 0; word < words; word++) {
      float value = vectors.getFloat(0, 0, word);
      out += value == 0 ? 1 : 0;
      assertThat(value).isIn(0f, 2f);
      assertThat(vectors.getFloat(0, 1, word)).isEqualTo(value);
      assertThat(vectors.getFloat(1, 0, words - 1 - word)).isEqualTo(value);
    }
    assertThat(out).isBetween(10, 40);
    assertThat(network.getLayer(0).activate(false, NO_WORKSPACES).minNumber().floatValue())
        .isEqualTo(1);
  }
}
