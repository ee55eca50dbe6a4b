package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;

/** Dropout of a layer's input, 3 x 7 x 501 ones: more than a piece, and no multiple of four. */
class InputDropoutTest {
  private static final LayerWorkspaceMgr NO_WORKSPACES = LayerWorkspaceMgr.noWorkspaces();

  private static INDArray apply(InputDropout dropout, double kept) {
    INDArray ones = SequenceArray.copy(Nd4j.ones(3, 7, 501), NO_WORKSPACES, ArrayType.INPUT);
    INDArray dropped = dropout.apply(new Dropout(kept), ones, NO_WORKSPACES);
    assertThat(ones).isEqualTo(Nd4j.ones(3, 7, 501)); // someone else's output
    return dropped;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.8, 0.95})
  void theShareIsKeptAndScaledUp(double kept) {
    Nd4j.getRandom().setSeed(5);
    float[] values = apply(new InputDropout(), kept).dup().data().asFloat();

    assertThat(values).hasSize(3 * 7 * 501);
    int some = 0;
    for (float value : values) {
      assertThat(value == 0 || value == (float) (1 / kept)).isTrue();
      some += value == 0 ? 0 : 1;
    }
    assertThat((double) some / values.length).isCloseTo(kept, within(0.015));
  }

  @Test
  void gradientsAreScaledAsTheInputWas() {
    InputDropout dropout = new InputDropout();
    INDArray dropped = apply(dropout, 0.6);
    INDArray gradient = SequenceArray.copy(Nd4j.ones(3, 7, 501), NO_WORKSPACES, ArrayType.INPUT);

    dropout.backward(gradient);
    assertThat(gradient).isEqualTo(dropped);
  }

  @Test
  void theSeedDecidesAndEveryPassDrawsAnew() {
    InputDropout dropout = new InputDropout();
    Nd4j.getRandom().setSeed(5);
    INDArray first = apply(dropout, 0.5);
    INDArray second = apply(dropout, 0.5);
    Nd4j.getRandom().setSeed(5);
    INDArray again = apply(dropout, 0.5);

    assertThat(again).isEqualTo(first);
    assertThat(agreement(first, second)).isCloseTo(0.5, within(0.02));
  }

  /** Neither steps nor sequences nor units are dropped together. */
  @Test
  void entriesAreDroppedOnTheirOwn() {
    Nd4j.getRandom().setSeed(5);
    INDArray kept = apply(new InputDropout(), 0.5);

    for (int dimension = 0; dimension < 3; dimension++) {
      long last = kept.size(dimension) - 1;
      INDArray one = kept.slice(0, dimension);
      for (long other = 1; other <= Math.min(last, 6); other++) {
        assertThat(agreement(one, kept.slice(other, dimension))).isCloseTo(0.5, within(0.26));
      }
    }
  }

  /** The share of entries that both keep or both drop. */
  private static double agreement(INDArray a, INDArray b) {
    float[] one = a.dup('c').data().asFloat();
    float[] other = b.dup('c').data().asFloat();
    int same = 0;
    for (int i = 0; i < one.length; i++) {
      same += one[i] == other[i] ? 1 : 0;
    }
    return (double) same / one.length;
  }

  @Test
  void otherKindsOfDropoutAreDl4js() {
    MultiLayerNetwork network =
        SmallNetwork.network(
            new Recurrent.Builder(Cell.LSTM).nIn(4).nOut(6).dropOut(new AlphaDropout(0.7)).build(),
            new TokenSoftmax.Builder().nIn(6).nOut(SmallNetwork.TOKENS).build());
    INDArray inputs = SmallNetwork.inputs();

    assertThat(network.output(inputs, true)).isNotEqualTo(network.output(inputs, false));
    network.fit(new DataSet(inputs, SmallNetwork.labels()));
    assertThat(network.score()).isFinite();
  }
}
