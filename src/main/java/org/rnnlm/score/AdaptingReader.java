package org.rnnlm.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.io.Json;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SentNetwork;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;

/**
 * Reads texts one after another and goes on learning while it reads: dynamic evaluation (Krause,
 * Kahembwe, Murray and Renals, arXiv 1709.07432, equation 4). Each stretch of 20 tokens is scored
 * first, and then the parameters take a step of stochastic gradient descent on its mean loss. So a
 * token's surprisal follows from what stands before it alone, and what a text gets depends on the
 * texts before it. Gradients go through one stretch; dropout is off.
 */
final class AdaptingReader implements TextReader {
  static final int STRETCH = 20;

  private final MultiLayerNetwork network;
  private final int vocabularySize;
  private final double rate;

  /**
   * @param network whose parameters will change, with back-propagation truncated to a stretch
   * @param rate that a mean gradient is multiplied by
   */
  AdaptingReader(MultiLayerNetwork network, int vocabularySize, double rate) {
    this.network = network;
    this.vocabularySize = vocabularySize;
    this.rate = rate;
  }

  /** Returns a configuration whose network drops nothing, in training neither. */
  static String withoutDropout(String configuration) {
    JsonNode tree = Json.tree(configuration, "the network's configuration");
    for (JsonNode layer : tree.findParents("idropout")) {
      ((ObjectNode) layer).putNull("idropout");
    }
    for (String share : List.of("recurrentDropout", "weightDrop", "wordDropout")) {
      tree.findParents(share).forEach(layer -> ((ObjectNode) layer).put(share, 0.0));
    }
    return tree.toString();
  }

  @Override
  public List<Reading> read(List<int[]> texts, Detail detail) {
    List<Reading> readings = new ArrayList<>();
    for (int[] text : texts) {
      network.rnnClearPreviousState();
      Reading reading = Reading.of(text.length - 1);
      for (int from = 0; from < text.length - 1; from += STRETCH) {
        int to = Math.min(from + STRETCH, text.length - 1);
        read(
            new TokenSequence(0, 0, Arrays.copyOfRange(text, from, to + 1)), detail, reading, from);
      }
      readings.add(reading);
    }
    network.rnnClearPreviousState();
    return readings;
  }

  private void read(TokenSequence stretch, Detail detail, Reading reading, int from) {
    List<TokenSequence> batch = List.of(stretch);
    Padding padding = new Padding(STRETCH);
    StepLosses losses =
        switch (detail) {
          case SURPRISAL -> StepLosses.of(network, batch, vocabularySize, padding);
          case ENTROPY -> StepLosses.withEntropies(network, batch, vocabularySize, padding);
        };
    for (int step = 0; step < stretch.targets(); step++) {
      losses.copy(step, 0, reading, from + step);
    }
    learn(
        SequenceArrays.of(batch, TokenInput.of(network), vocabularySize, padding, Head.EVERY_STEP),
        stretch.targets());
  }

  /** Takes a step; the state that training carries follows that of scoring. */
  private void learn(DataSet arrays, int tokens) {
    network.setInput(arrays.getFeatures());
    network.setLabels(arrays.getLabels());
    network.setLayerMaskArrays(null, arrays.getLabelsMaskArray());
    network.computeGradientAndScore();
    network.params().subi(network.gradient().gradient().mul(rate / tokens));
    network.clearLayerMaskArrays();
    network.clear();
  }

  @Override
  public List<float[]> embed(List<int[]> texts, Pooling pooling) {
    throw new IllegalArgumentException("a model that goes on learning has no states to compare");
  }

  /** Returns a network as this reader needs it. */
  static MultiLayerNetwork network(SentNetwork sent) {
    return sent.filled(Networks.of(withoutDropout(sent.configuration()), sent.kernels(), STRETCH));
  }
}
