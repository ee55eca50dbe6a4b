package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.rnnlm.layer.OnePredictionASequence.BATCH;
import static org.rnnlm.layer.OnePredictionASequence.EMBEDDING;
import static org.rnnlm.layer.OnePredictionASequence.HIDDEN;
import static org.rnnlm.layer.OnePredictionASequence.all;
import static org.rnnlm.layer.OnePredictionASequence.arrays;
import static org.rnnlm.layer.OnePredictionASequence.head;
import static org.rnnlm.layer.OnePredictionASequence.network;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Direction;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.TokenSequence;

/** The vector of a sequence: its last step's, in both directions, or the mean of its steps. */
class SequenceSummaryTest {
  /** As two networks of one direction say, one of which is given the sequence backwards. */
  @ParameterizedTest
  @EnumSource
  void aBidirectionalLayersLastStepIsWhereEachDirectionEnds(Cell cell) {
    ModelSpec oneWay =
        ModelSpec.of(cell, 1, HIDDEN)
            .with(EmbeddingSpec.trained(EMBEDDING))
            .with(head(Head.CLASS, Pooling.LAST, 0));
    ModelSpec both = oneWay.with(oneWay.head()).reading(Direction.BOTH);
    MultiLayerNetwork network = network(both, F32Kernels.ONEDNN);
    MultiLayerNetwork forward = direction(network, oneWay, "f");
    MultiLayerNetwork backward = direction(network, oneWay, "b");

    INDArray vectors = summary(network, both, all());
    for (int i = 0; i < BATCH.size(); i++) {
      INDArray first = summary(forward, oneWay, BATCH.get(i));
      INDArray second = summary(backward, oneWay, reversed(BATCH.get(i)));
      INDArray expected = Nd4j.concat(1, first, second);
      assertThat(vectors.getRow(i, true).equalsWithEps(expected, 1e-6)).isTrue();
    }
  }

  private static MultiLayerNetwork direction(
      MultiLayerNetwork both, ModelSpec oneWay, String prefix) {
    MultiLayerNetwork direction = network(oneWay, F32Kernels.JAVA);
    direction.getParam("0_W").assign(both.getParam("0_W"));
    for (String name : direction.getLayer(1).paramTable().keySet()) {
      direction.getParam("1_" + name).assign(both.getParam("1_" + prefix + name));
    }
    return direction;
  }

  /** What the layer of the given network's summary gives. */
  private static INDArray summary(
      MultiLayerNetwork network, ModelSpec model, TokenSequence... batch) {
    DataSet arrays = arrays(model, batch);
    network.setLayerMaskArrays(arrays.getFeaturesMaskArray(), null);
    INDArray vectors = network.feedForwardToLayer(2, arrays.getFeatures()).get(3);
    network.clearLayerMaskArrays();
    return vectors;
  }

  /** All that is read, which is all but the last token. */
  private static TokenSequence reversed(TokenSequence sequence) {
    int[] tokens = sequence.tokens().clone();
    int read = sequence.targets();
    for (int i = 0; i < read; i++) {
      tokens[i] = sequence.tokens()[read - 1 - i];
    }
    return new TokenSequence(sequence.sequence(), 0, tokens, sequence.label());
  }

  @Test
  void theMeanIsOfTheStepsThatAreThere() {
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 1, HIDDEN)
            .with(EmbeddingSpec.trained(EMBEDDING))
            .with(head(Head.CLASS, Pooling.MEAN, 0));
    MultiLayerNetwork network = network(model, F32Kernels.ONEDNN);
    INDArray vectors = summary(network, model, all());

    for (int i = 0; i < BATCH.size(); i++) {
      DataSet alone = arrays(model, BATCH.get(i));
      INDArray steps = network.feedForwardToLayer(1, alone.getFeatures()).get(2);
      assertThat(vectors.getRow(i, true).equalsWithEps(steps.mean(2), 1e-6)).isTrue();
    }
  }

  @Test
  void aMaskThatIsNoPaddingOnTheRightIsRefusedInBothDirections() {
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 1, HIDDEN)
            .with(EmbeddingSpec.trained(EMBEDDING))
            .with(head(Head.CLASS, Pooling.MEAN, 0))
            .reading(Direction.BOTH);
    MultiLayerNetwork network = network(model, F32Kernels.ONEDNN);
    DataSet arrays = arrays(model, all());
    INDArray leftPadded = arrays.getFeaturesMaskArray().dup();
    leftPadded.putScalar(1, 0, 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.output(arrays.getFeatures(), false, leftPadded, null))
        .withMessageContaining("padded on the right");
  }

  @Test
  void aSequenceWithoutStepsIsRefused() {
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 1, HIDDEN)
            .with(EmbeddingSpec.trained(EMBEDDING))
            .with(head(Head.CLASS, Pooling.MEAN, 0));
    MultiLayerNetwork network = network(model, F32Kernels.ONEDNN);
    DataSet arrays = arrays(model, all());
    INDArray empty = arrays.getFeaturesMaskArray().dup();
    empty.getRow(2).assign(0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> network.output(arrays.getFeatures(), false, empty, null))
        .withMessageContaining("sequence 2 of the batch");
  }
}
