package org.rnnlm.generate;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.Head;
import org.rnnlm.shard.SequenceMode;

/**
 * A network that reads several texts at a time, each in a lane of its own, a token of each a step.
 * All steps have one shape, whatever the lanes hold, so that what a lane says depends on what it
 * has read and on nothing else. Belongs to one thread, and so does the network, whose carried state
 * it uses and whose parameters stay what they are; closing releases it.
 */
public interface TextLanes extends AutoCloseable {
  /**
   * @param count of the lanes
   * @param window tokens after which the network predicts one; does not matter for networks that
   *     predict at every step
   * @throws IllegalArgumentException if the network tells classes, and no tokens
   */
  static TextLanes of(
      MultiLayerNetwork network, int vocabularySize, SequenceMode mode, int window, int count) {
    KernelLayers.hold(network);
    return switch (Head.of(network, mode)) {
      case EVERY_STEP -> new StepLanes(network, vocabularySize, count);
      case NEXT_TOKEN -> new WindowLanes(network, vocabularySize, window, count);
      case TAGS -> throw new IllegalArgumentException("a tagger writes no text");
      case CLASS -> throw new IllegalArgumentException("a classifier writes no text");
    };
  }

  /** Returns how many lanes there are. */
  int count();

  /** Forgets what a lane has read. */
  void restart(int lane);

  /**
   * Goes on with what some of the lanes have read: the i-th with what that of {@code rows[i]} has.
   */
  void select(int[] rows);

  /**
   * Lets each lane read a token.
   *
   * @param tokens of all lanes; any id for those that hold nothing
   */
  void step(int[] tokens);

  /** Returns the distribution of the token that follows in a lane, after a step. */
  double[] next(int lane);

  /** Returns how many recurrent layers tell their units' activations; none of window models. */
  int layers();

  /** Returns the activations of a recurrent layer's units in a lane, after a step. */
  float[] hidden(int layer, int lane);

  /**
   * Proves that a text gets the same bits in whichever lane it is read. Matrix products give each
   * row what follows from that row alone, but a library may add it up in another order at the edge
   * of a matrix than within it.
   */
  default boolean areEven(int vocabularySize) {
    boolean even = true;
    int[] tokens = new int[count()];
    for (int step = 0; step < 16; step++) {
      Arrays.fill(tokens, (7 * step + 3) % vocabularySize);
      step(tokens);
      double[] first = next(0);
      for (int lane = 1; lane < count(); lane++) {
        even &= Arrays.equals(next(lane), first);
      }
    }
    for (int lane = 0; lane < count(); lane++) {
      restart(lane);
    }
    return even;
  }

  /** Returns natural log-probabilities of a distribution. */
  static double[] logs(double[] probabilities) {
    return LogProbabilities.of(probabilities);
  }

  /** Returns the natural logarithm of one of a distribution's probabilities. */
  static double log(double probability) {
    return LogProbabilities.of(probability);
  }

  @Override
  void close();
}
