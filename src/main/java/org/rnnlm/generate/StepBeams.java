package org.rnnlm.generate;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.model.CarriedStates;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.search.BeamReader;

/** Beginnings of texts in the network's carried states: of networks that predict at every step. */
final class StepBeams implements BeamReader {
  private final MultiLayerNetwork network;
  private final TokenInput input;
  private final int vocabularySize;

  /** Goes on from what the network has read, which is one text. */
  StepBeams(MultiLayerNetwork network, int vocabularySize) {
    this.network = network;
    this.input = TokenInput.of(network);
    this.vocabularySize = vocabularySize;
  }

  @Override
  public void select(int[] rows) {
    CarriedStates.select(network, rows);
  }

  @Override
  public double[][] step(int[] tokens) {
    INDArray output =
        network.rnnTimeStep(SequenceArrays.step(tokens, input, vocabularySize)); // [b, v, 1]
    float[] values = output.reshape(tokens.length, vocabularySize).dup('c').data().asFloat();
    double[][] logs = new double[tokens.length][vocabularySize];
    for (int i = 0; i < values.length; i++) {
      logs[i / vocabularySize][i % vocabularySize] = LogProbabilities.of(values[i]);
    }
    return logs;
  }

  @Override
  public void clear() {
    network.rnnClearPreviousState();
  }
}
