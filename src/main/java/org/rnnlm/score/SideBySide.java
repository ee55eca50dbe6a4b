package org.rnnlm.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;

/** Reads texts with a network that predicts at every step, side by side in {@link Batch}es. */
final class SideBySide implements TextReader {
  private static final int ROWS = 32;

  private final MultiLayerNetwork network;
  private final int vocabularySize;
  private final int most;
  private final Map<Integer, Integer> rows = new HashMap<>(); // by steps

  /**
   * @param most texts that are read side by side
   */
  private SideBySide(MultiLayerNetwork network, int vocabularySize, int most) {
    this.network = network;
    this.most = most;
    this.vocabularySize = vocabularySize;
  }

  /** Reads many texts at a time. */
  static SideBySide ofMany(MultiLayerNetwork network, int vocabularySize) {
    return new SideBySide(network, vocabularySize, ROWS);
  }

  /** Reads one at a time, which is what a single long text wants. */
  static SideBySide ofOne(MultiLayerNetwork network, int vocabularySize) {
    return new SideBySide(network, vocabularySize, 1);
  }

  /** Is given the windows of a batch in order, the network's state carried on. */
  private interface Window {
    void at(Batch batch, int window, List<TokenSequence> sequences);
  }

  private void forEachWindow(List<int[]> texts, Window consumer) {
    for (Batch batch : Batch.of(texts, this::rows)) {
      network.rnnClearPreviousState();
      for (int window = 0; window < batch.windows(); window++) {
        consumer.at(batch, window, batch.window(window, texts));
      }
    }
    network.rnnClearPreviousState();
  }

  /** Returns how many rows are read at once: one, where a row's place changes its bits. */
  private int rows(int steps) {
    return rows.computeIfAbsent(
        steps, shape -> most == 1 || PlaceCheck.ofSteps(most, shape, this::losses) ? most : 1);
  }

  private double[] losses(List<TokenSequence> window, int steps) {
    network.rnnClearPreviousState();
    return StepLosses.of(network, window, vocabularySize, new Padding(steps)).nats();
  }

  @Override
  public List<Reading> read(List<int[]> texts, Detail detail) {
    List<Reading> readings = texts.stream().map(text -> Reading.of(text.length - 1)).toList();
    forEachWindow(
        texts,
        (batch, window, sequences) -> {
          StepLosses losses = losses(batch, sequences, detail);
          for (int row = 0; row < batch.texts().size(); row++) {
            int text = batch.texts().get(row);
            int from = batch.start(window);
            for (int step = 0; step < batch.predicted(window, texts.get(text)); step++) {
              losses.copy(step, row, readings.get(text), from + step);
            }
          }
        });
    return readings;
  }

  private StepLosses losses(Batch batch, List<TokenSequence> sequences, Detail detail) {
    Padding padding = new Padding(batch.steps());
    return switch (detail) {
      case SURPRISAL -> StepLosses.of(network, sequences, vocabularySize, padding);
      case ENTROPY -> StepLosses.withEntropies(network, sequences, vocabularySize, padding);
    };
  }

  @Override
  public List<float[]> embed(List<int[]> texts, Pooling pooling) {
    if (!KernelLayers.areIn(network)) {
      throw new IllegalArgumentException(
          "states are read of rnnlm's layers, and the model's are DL4J's own");
    }
    List<StateSum> sums = new ArrayList<>();
    texts.forEach(text -> sums.add(new StateSum(pooling, text.length - 1)));
    forEachWindow(
        texts,
        (batch, window, sequences) -> {
          float[] hidden = hidden(batch, sequences); // [time, batch, size]
          int size = hidden.length / batch.steps() / batch.rows();
          for (int row = 0; row < batch.texts().size(); row++) {
            int text = batch.texts().get(row);
            for (int step = 0; step < batch.predicted(window, texts.get(text)); step++) {
              int at = (step * batch.rows() + row) * size;
              sums.get(text).add(batch.start(window) + step, hidden, at, size);
            }
          }
        });
    return IntStream.range(0, texts.size()).mapToObj(i -> sums.get(i).mean()).toList();
  }

  private float[] hidden(Batch batch, List<TokenSequence> sequences) {
    return KernelLayers.hidden(
        network,
        SequenceArrays.of(
            sequences,
            TokenInput.of(network),
            vocabularySize,
            new Padding(batch.steps()),
            Head.EVERY_STEP));
  }
}
