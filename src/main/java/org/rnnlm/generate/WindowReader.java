package org.rnnlm.generate;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Predictions;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Reads the last tokens anew for each next one, as many as a window has: for networks that predict
 * the token after a window. Fewer are padded, so that all windows have one shape and the layers
 * make their kernels once.
 */
final class WindowReader implements Reader {
  private final MultiLayerNetwork network;
  private final int vocabularySize;
  private final int length;
  private int[] window = {};

  /**
   * @param length of the windows that the network was trained on
   */
  WindowReader(MultiLayerNetwork network, int vocabularySize, int length) {
    if (length < 1) {
      throw new IllegalArgumentException("windows of " + length + " tokens");
    }
    this.network = network;
    this.vocabularySize = vocabularySize;
    this.length = length;
  }

  @Override
  public void restart() {
    window = new int[0];
  }

  @Override
  public double[] read(int... tokens) {
    int[] all = Arrays.copyOf(window, window.length + tokens.length);
    System.arraycopy(tokens, 0, all, window.length, tokens.length);
    window = Arrays.copyOfRange(all, Math.max(0, all.length - length), all.length);
    int[] asked = Arrays.copyOf(window, window.length + 1);
    asked[window.length] = Vocabulary.PADDING; // what is asked for
    DataSet arrays =
        SequenceArrays.of(
            List.of(new TokenSequence(0, 0, asked)),
            TokenInput.of(network),
            vocabularySize,
            new Padding(length),
            Head.NEXT_TOKEN);
    float[] distribution = Predictions.of(network, arrays)[0];
    double[] probabilities = new double[distribution.length];
    for (int id = 0; id < probabilities.length; id++) {
      probabilities[id] = distribution[id];
    }
    return probabilities;
  }
}
