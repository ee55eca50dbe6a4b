package org.rnnlm.generate;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;

/** Reads token by token, the state carried on: for networks that predict at every step. */
final class StepReader implements Reader {
  private final MultiLayerNetwork network;
  private final TokenInput input;
  private final int vocabularySize;

  StepReader(MultiLayerNetwork network, int vocabularySize) {
    this.network = network;
    this.input = TokenInput.of(network);
    this.vocabularySize = vocabularySize;
  }

  @Override
  public void restart() {
    network.rnnClearPreviousState();
  }

  @Override
  public double[] read(int... tokens) {
    INDArray output =
        network.rnnTimeStep(
            SequenceArrays.steps(tokens, input, vocabularySize)); // [1, vocabulary, time]
    double[] probabilities = new double[vocabularySize];
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] = output.getDouble(0, id, tokens.length - 1);
    }
    return probabilities;
  }
}
