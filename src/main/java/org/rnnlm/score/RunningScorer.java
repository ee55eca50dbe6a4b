package org.rnnlm.score;

import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Networks;

/**
 * Scores tokens as they follow each other, and goes on learning from them, as {@link Adaptation}
 * says: what {@link ScoringModel#openAdapting} does with texts, for those whose tokens are known.
 * Belongs to the thread that opened it.
 */
public final class RunningScorer implements AutoCloseable {
  private final MultiLayerNetwork network;
  private final AdaptingReader reader;

  /**
   * @param network that becomes this scorer's, with its reader
   */
  RunningScorer(MultiLayerNetwork network, AdaptingReader reader) {
    this.network = network;
    this.reader = reader;
  }

  /** Begins a text: the network's state is zero again, and what it has learnt stays. */
  public void begin() {
    reader.begin();
  }

  /**
   * Returns the summed surprisals, in nats, of all tokens but the first, the state carried on from
   * those before.
   *
   * @param tokens the first one is the last of those before, or what a text begins with
   */
  public double nats(int... tokens) {
    return Arrays.stream(reader.goOn(tokens, Detail.SURPRISAL).nats()).sum();
  }

  /** Frees the network. */
  @Override
  public void close() {
    reader.close();
    Networks.release(network);
  }
}
