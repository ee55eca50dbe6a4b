package org.rnnlm.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.CarriedStates;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;

/** Reads texts with a network that predicts at every step, side by side in {@link Lanes}. */
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

  /** Hands on windows in order, each lane's state that of the text that it reads. */
  private void forEachWindow(List<int[]> texts, Consumer<Lanes> consumer) {
    for (Lanes lanes : Lanes.of(texts, this::rows)) {
      while (lanes.advance()) {
        if (lanes.noneGoesOn()) { // as with short texts always: cheaper than row by row
          network.rnnClearPreviousState();
        } else {
          CarriedStates.zero(network, lanes.begun());
        }
        consumer.accept(lanes);
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
        lanes -> {
          StepLosses losses = losses(lanes, detail);
          for (int lane = 0; lane < lanes.stretches().size(); lane++) {
            Lanes.Stretch stretch = lanes.stretches().get(lane);
            for (int step = 0; step < stretch.predicted(); step++) {
              losses.copy(step, lane, readings.get(stretch.text()), stretch.start() + step);
            }
          }
        });
    return readings;
  }

  private StepLosses losses(Lanes lanes, Detail detail) {
    Padding padding = new Padding(lanes.steps());
    List<TokenSequence> sequences = lanes.sequences();
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
        lanes -> {
          float[] hidden = hidden(lanes); // [time, lane, size]
          int width = lanes.stretches().size();
          int size = hidden.length / lanes.steps() / width;
          for (int lane = 0; lane < width; lane++) {
            Lanes.Stretch stretch = lanes.stretches().get(lane);
            for (int step = 0; step < stretch.predicted(); step++) {
              int at = (step * width + lane) * size;
              sums.get(stretch.text()).add(stretch.start() + step, hidden, at, size);
            }
          }
        });
    return IntStream.range(0, texts.size()).mapToObj(i -> sums.get(i).mean()).toList();
  }

  private float[] hidden(Lanes lanes) {
    return KernelLayers.hidden(
        network,
        SequenceArrays.of(
            lanes.sequences(),
            TokenInput.of(network),
            vocabularySize,
            new Padding(lanes.steps()),
            Head.EVERY_STEP));
  }
}
