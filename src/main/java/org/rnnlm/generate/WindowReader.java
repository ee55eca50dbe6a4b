package org.rnnlm.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Predictions;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.search.BeamReader;
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
    window = slide(window, tokens);
    return distributions(List.of(window))[0];
  }

  /** Returns the window that a window becomes as tokens follow. */
  int[] slide(int[] over, int... tokens) {
    int[] all = Arrays.copyOf(over, over.length + tokens.length);
    System.arraycopy(tokens, 0, all, over.length, tokens.length);
    return Arrays.copyOfRange(all, Math.max(0, all.length - length), all.length);
  }

  /** Returns the distributions of what follows windows, [window, vocabulary]. */
  double[][] distributions(List<int[]> windows) {
    List<TokenSequence> batch = new ArrayList<>();
    for (int[] one : windows) {
      int[] asked = Arrays.copyOf(one, one.length + 1);
      asked[one.length] = Vocabulary.PADDING; // what is asked for
      batch.add(new TokenSequence(0, 0, asked));
    }
    DataSet arrays =
        SequenceArrays.of(
            batch, TokenInput.of(network), vocabularySize, new Padding(length), Head.NEXT_TOKEN);
    float[][] given = Predictions.of(network, arrays);
    double[][] probabilities = new double[given.length][vocabularySize];
    for (int row = 0; row < given.length; row++) {
      for (int id = 0; id < vocabularySize; id++) {
        probabilities[row][id] = given[row][id];
      }
    }
    return probabilities;
  }

  @Override
  public BeamReader beams() {
    return new Beams(window);
  }

  /** Windows that slide side by side. */
  private final class Beams implements BeamReader {
    private List<int[]> windows;

    Beams(int[] first) {
      this.windows = List.of(first);
    }

    @Override
    public void select(int[] rows) {
      windows = Arrays.stream(rows).mapToObj(windows::get).toList();
    }

    @Override
    public double[][] step(int[] tokens) {
      windows =
          IntStream.range(0, tokens.length)
              .mapToObj(i -> slide(windows.get(i), tokens[i]))
              .toList();
      return Arrays.stream(distributions(windows))
          .map(LogProbabilities::of)
          .toArray(double[][]::new);
    }

    @Override
    public void clear() {
      windows = List.of();
      restart();
    }
  }
}
