package org.rnnlm.generate;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.search.BeamReader;

/** Reads token by token, the state carried on: for networks that predict at every step. */
final class StepReader implements Reader {
  private static final int MOST_STEPS = 512;
  private static final int MOST_PROBABILITIES = 1 << 20;

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

  /** Reads piece by piece: the network tells what comes next after every token of a piece. */
  @Override
  public double[] read(int... tokens) {
    int most = steps(vocabularySize);
    int from = 0;
    while (tokens.length - from > most) {
      step(Arrays.copyOfRange(tokens, from, from + most));
      from += most;
    }
    int[] last = Arrays.copyOfRange(tokens, from, tokens.length);
    INDArray output = step(last);
    double[] probabilities = new double[vocabularySize];
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] = output.getDouble(0, id, last.length - 1);
    }
    return probabilities;
  }

  private INDArray step(int[] tokens) {
    return network.rnnTimeStep(
        SequenceArrays.steps(tokens, input, vocabularySize)); // [1, vocabulary, time]
  }

  @Override
  public BeamReader beams() {
    return new StepBeams(network, vocabularySize);
  }

  /** Returns how many tokens are read at a time, so that their distributions take 4 MiB at most. */
  static int steps(int vocabularySize) {
    return Math.max(1, Math.min(MOST_STEPS, MOST_PROBABILITIES / vocabularySize));
  }
}
