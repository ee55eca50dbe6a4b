package org.rnnlm.generate;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.model.CarriedStates;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;

/**
 * TextLanes in the rows of the network's carried states: of networks that predict at every step.
 */
final class StepLanes implements TextLanes {
  private final MultiLayerNetwork network;
  private final TokenInput input;
  private final int vocabularySize;
  private final int count;
  private final List<RecurrentLayer> recurrents;
  private float[] probabilities = {}; // [lane, vocabulary]

  StepLanes(MultiLayerNetwork network, int vocabularySize, int count) {
    this.network = network;
    this.input = TokenInput.of(network);
    this.vocabularySize = vocabularySize;
    this.count = count;
    this.recurrents =
        Arrays.stream(network.getLayers())
            .filter(RecurrentLayer.class::isInstance)
            .map(RecurrentLayer.class::cast)
            .toList();
    network.rnnClearPreviousState();
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public void restart(int lane) {
    recurrents.forEach(
        layer ->
            layer.rnnGetPreviousState().values().forEach(state -> state.getRow(lane).assign(0)));
  }

  @Override
  public void select(int[] rows) {
    CarriedStates.select(network, rows);
  }

  @Override
  public void step(int[] tokens) {
    INDArray output = // [lane, vocabulary, 1]
        network.rnnTimeStep(SequenceArrays.step(tokens, input, vocabularySize));
    probabilities = output.reshape(count, vocabularySize).dup('c').data().asFloat();
  }

  @Override
  public double[] next(int lane) {
    double[] next = new double[vocabularySize];
    for (int id = 0; id < vocabularySize; id++) {
      next[id] = probabilities[lane * vocabularySize + id];
    }
    return next;
  }

  @Override
  public int layers() {
    return recurrents.size();
  }

  @Override
  public float[] hidden(int layer, int lane) {
    return recurrents
        .get(layer)
        .rnnGetPreviousState()
        .get(CarriedStates.HIDDEN)
        .getRow(lane)
        .toFloatVector();
  }

  @Override
  public void close() {
    Networks.release(network);
  }
}
