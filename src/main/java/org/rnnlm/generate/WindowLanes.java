package org.rnnlm.generate;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Networks;

/** TextLanes of windows that slide: of networks that predict the token after a window. */
final class WindowLanes implements TextLanes {
  private final MultiLayerNetwork network;
  private final WindowReader reader;
  private int[][] windows;
  private double[][] probabilities = {};

  WindowLanes(MultiLayerNetwork network, int vocabularySize, int window, int count) {
    this.network = network;
    this.reader = new WindowReader(network, vocabularySize, window);
    this.windows = Collections.nCopies(count, new int[0]).toArray(int[][]::new);
  }

  @Override
  public int count() {
    return windows.length;
  }

  @Override
  public void restart(int lane) {
    windows[lane] = new int[0];
  }

  @Override
  public void select(int[] rows) {
    int[][] before = windows;
    windows = Arrays.stream(rows).mapToObj(row -> before[row]).toArray(int[][]::new);
  }

  @Override
  public void step(int[] tokens) {
    IntStream.range(0, tokens.length)
        .forEach(lane -> windows[lane] = reader.slide(windows[lane], tokens[lane]));
    probabilities = reader.distributions(Arrays.asList(windows));
  }

  @Override
  public double[] next(int lane) {
    return probabilities[lane];
  }

  @Override
  public int layers() {
    return 0;
  }

  @Override
  public float[] hidden(int layer, int lane) {
    throw new IllegalArgumentException("a model of windows tells no activations");
  }

  @Override
  public void close() {
    Networks.release(network);
  }
}
