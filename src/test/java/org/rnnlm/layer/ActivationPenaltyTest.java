package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;

/** AR and TAR: the gradient is that of loss and penalty, against finite differences of both. */
class ActivationPenaltyTest {
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();
  private static final int TOKENS = 5;
  private static final int BATCH = 2;
  private static final int STEPS = 6;
  private static final int UNITS = 3;
  private static final float[][] MASK = {{1, 1, 1, 1, 0, 0}, {1, 1, 1, 1, 1, 1}};

  static List<ActivationPenalty> penalties() {
    return List.of(
        new ActivationPenalty(2, 0), new ActivationPenalty(0, 1), new ActivationPenalty(2, 1));
  }

  private static MultiLayerNetwork network(Cell cell, DropoutSpec dropout) {
    ModelSpec model = ModelSpec.of(cell, 2, UNITS).with(EmbeddingSpec.tied(UNITS)).with(dropout);
    ComputeSpec java = new ComputeSpec(ComputeSpec.Layers.RNNLM, F32Kernels.JAVA.spec());
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.01, 1, java);
    SmallNetwork.draw(network, 3, 0.6);
    return network;
  }

  private static double loss(MultiLayerNetwork network) {
    Nd4j.getRandom().setSeed(7);
    network.setInput(Arrays3d.ids(1, TOKENS, BATCH, STEPS));
    network.setLabels(Arrays3d.ids(2, TOKENS, BATCH, STEPS));
    network.setLayerMaskArrays(null, Nd4j.createFromArray(MASK));
    network.computeGradientAndScore();
    return SmallNetwork.lossSum(network, BATCH);
  }

  /** The penalty by its definition, over what the last recurrent layer gives. */
  private static double penalty(
      MultiLayerNetwork network, ActivationPenalty penalty, DropoutSpec dropout) {
    network.setLayerMaskArrays(null, null);
    List<INDArray> layers =
        network.feedForwardToLayer(2, Arrays3d.ids(1, TOKENS, BATCH, STEPS), false);
    INDArray hidden = layers.get(layers.size() - 1);
    Nd4j.getRandom().setSeed(7); // the output layer is the only one that draws
    INDArray dropped =
        dropout.output() == 0
            ? hidden
            : new InputDropout()
                .apply(
                    new Dropout(1 - dropout.output()),
                    SequenceArray.arranged(hidden, NO_WORKSPACES, ArrayType.INPUT),
                    NO_WORKSPACES);
    double size = 0;
    double change = 0;
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < STEPS; t++) {
        for (int i = 0; i < UNITS && MASK[b][t] != 0; i++) {
          size += Math.pow(dropped.getDouble(b, i, t), 2);
          change +=
              t == 0 ? 0 : Math.pow(hidden.getDouble(b, i, t) - hidden.getDouble(b, i, t - 1), 2);
        }
      }
    }
    return (penalty.size() * size + penalty.change() * change) / UNITS;
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void theGradientIsThatOfLossAndPenaltyOfTheStepsThatAreThere(ActivationPenalty penalty) {
    for (Cell cell : Cell.values()) {
      DropoutSpec dropout = new DropoutSpec(0, 0, 0, 0, 0, 0.4, false);
      MultiLayerNetwork network = network(cell, dropout);
      INDArray expected =
          FiniteDifferences.gradient(
              network.params(), () -> loss(network) + penalty(network, penalty, dropout));
      double told = loss(network);
      KernelLayers.penalize(network, penalty);

      assertThat(loss(network)).as("the loss told").isEqualTo(told);
      assertThat(Arrays3d.deviation(network.gradient().gradient(), expected))
          .isLessThan(cell == Cell.SLSTM ? 5e-3 : 1e-3); // whose normalization bends the loss
    }
  }

  @Test
  void noPenaltyLeavesEveryBitOfTheGradient() {
    MultiLayerNetwork plain = network(Cell.LSTM, DropoutSpec.of(0.3));
    MultiLayerNetwork none = network(Cell.LSTM, DropoutSpec.of(0.3));
    KernelLayers.penalize(none, ActivationPenalty.NONE);
    loss(plain);
    loss(none);

    assertThat(none.gradient().gradient()).isEqualTo(plain.gradient().gradient());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aPenaltyIsAtLeastNone(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ActivationPenalty(value, 0))
        .withMessageContaining("activation regularization is " + value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ActivationPenalty(0, value))
        .withMessageContaining("temporal activation regularization is " + value);
  }
}
