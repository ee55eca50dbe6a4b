package org.rnnlm.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.Entropy;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Predictions;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Reads texts with a network that predicts the token after a window: for each token the window of
 * those before it. Whole windows are read side by side, and shorter ones, at a text's beginning, so
 * that whether a batch has a mask does not depend on what else is in it.
 */
final class WindowByWindow implements TextReader {
  private static final int ROWS = 32;

  private final MultiLayerNetwork network;
  private final int vocabularySize;
  private final int length;
  private int rows; // 0 before it is known

  /**
   * @param length of the windows that the network was trained on
   */
  WindowByWindow(MultiLayerNetwork network, int vocabularySize, int length) {
    this.network = network;
    this.vocabularySize = vocabularySize;
    this.length = length;
  }

  /** A token to be predicted. */
  private record Asked(int text, int token) {}

  @Override
  public List<Reading> read(List<int[]> texts, Detail detail) {
    List<Reading> readings = texts.stream().map(text -> Reading.of(text.length - 1)).toList();
    List<Asked> whole = new ArrayList<>();
    List<Asked> shorter = new ArrayList<>();
    for (int text = 0; text < texts.size(); text++) {
      for (int token = 1; token < texts.get(text).length; token++) {
        (token < length ? shorter : whole).add(new Asked(text, token));
      }
    }
    read(whole, texts, new int[length + 1], detail, readings);
    read(shorter, texts, new int[2], detail, readings);
    return readings;
  }

  private void read(
      List<Asked> all, List<int[]> texts, int[] idle, Detail detail, List<Reading> readings) {
    if (all.isEmpty()) {
      return;
    }
    int batch = rows();
    for (int from = 0; from < all.size(); from += batch) {
      List<Asked> some = all.subList(from, Math.min(from + batch, all.size()));
      List<TokenSequence> windows = new ArrayList<>();
      some.forEach(asked -> windows.add(window(texts.get(asked.text()), asked.token())));
      while (windows.size() < batch) {
        windows.add(new TokenSequence(0, 0, idle));
      }
      float[][] probabilities = probabilities(windows);
      for (int i = 0; i < some.size(); i++) {
        Asked asked = some.get(i);
        Reading reading = readings.get(asked.text());
        float[] row = probabilities[i];
        reading.nats()[asked.token() - 1] = nats(row[texts.get(asked.text())[asked.token()]]);
        if (detail == Detail.ENTROPY) {
          reading.entropies()[asked.token() - 1] = Entropy.nats(row);
        }
      }
    }
  }

  /** Returns a token with those before it, as many as a window has. */
  private TokenSequence window(int[] text, int token) {
    return new TokenSequence(
        0, 0, Arrays.copyOfRange(text, Math.max(0, token - length), token + 1));
  }

  private float[][] probabilities(List<TokenSequence> windows) {
    return Predictions.of(
        network,
        SequenceArrays.of(
            windows, TokenInput.of(network), vocabularySize, new Padding(length), Head.NEXT_TOKEN));
  }

  /** A single-precision softmax ends at the smallest float; a surprisal at 103 nats. */
  private static double nats(float probability) {
    return -Math.log(Math.max(probability, Float.MIN_VALUE));
  }

  private int rows() {
    if (rows == 0) {
      boolean even =
          PlaceCheck.ofSteps(
              ROWS,
              length,
              (windows, steps) -> {
                float[][] probabilities = probabilities(windows);
                return Arrays.stream(probabilities)
                    .mapToDouble(row -> nats(row[Vocabulary.END]))
                    .toArray();
              });
      rows = even ? ROWS : 1;
    }
    return rows;
  }

  @Override
  public List<float[]> embed(List<int[]> texts, Pooling pooling) {
    throw new IllegalArgumentException(
        "a network that predicts one token after a window carries no state through a text");
  }
}
