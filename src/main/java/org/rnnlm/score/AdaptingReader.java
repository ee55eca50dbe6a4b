package org.rnnlm.score;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.layer.DynamicDescent;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SentNetwork;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;

/**
 * Reads texts one after another and goes on learning while it reads, as {@link Adaptation} says.
 * Each stretch is scored first, and then the parameters take a step by the gradient of its mean
 * loss. So a token's surprisal follows from what stands before it alone, and what a text gets
 * depends on the texts before it. Gradients go through one stretch; dropout is off.
 */
final class AdaptingReader implements TextReader {
  private final MultiLayerNetwork network;
  private final int vocabularySize;
  private final Adaptation adaptation;
  private final DynamicDescent descent;
  private long tokens;

  /**
   * @param network whose parameters will change, with back-propagation truncated to a stretch
   */
  AdaptingReader(MultiLayerNetwork network, int vocabularySize, Adaptation adaptation) {
    this.network = network;
    this.vocabularySize = vocabularySize;
    this.adaptation = adaptation;
    this.descent = new DynamicDescent(network, adaptation.sizes().map(GradientSizes::values));
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
      begin();
      readings.add(goOn(text, detail));
    }
    begin();
    return readings;
  }

  /** Begins a text, from a zero state. */
  void begin() {
    network.rnnClearPreviousState();
  }

  /**
   * Reads on, the state carried on from what was read before.
   *
   * @param text ids with the one that stands before them: all but the first are predicted
   */
  Reading goOn(int[] text, Detail detail) {
    Reading reading = Reading.of(text.length - 1);
    for (int from = 0; from < text.length - 1; from += adaptation.stretch()) {
      int to = Math.min(from + adaptation.stretch(), text.length - 1);
      read(new TokenSequence(0, 0, Arrays.copyOfRange(text, from, to + 1)), detail, reading, from);
    }
    return reading;
  }

  private void read(TokenSequence stretch, Detail detail, Reading reading, int from) {
    List<TokenSequence> batch = List.of(stretch);
    Padding padding = new Padding(adaptation.stretch());
    StepLosses losses =
        switch (detail) {
          case SURPRISAL -> StepLosses.of(network, batch, vocabularySize, padding);
          case ENTROPY -> StepLosses.withEntropies(network, batch, vocabularySize, padding);
        };
    for (int step = 0; step < stretch.targets(); step++) {
      losses.copy(step, 0, reading, from + step);
    }
    requireFinite(losses);
    tokens += stretch.targets();
    learn(
        SequenceArrays.of(batch, TokenInput.of(network), vocabularySize, padding, Head.EVERY_STEP),
        stretch.targets());
  }

  private void requireFinite(StepLosses losses) {
    if (!Double.isFinite(Arrays.stream(losses.nats()).sum())) {
      throw new DataException(
          Text.format(
              "after %,d tokens the losses of a model that learns %s are no numbers; lower the"
                  + " rate",
              tokens, adaptation.summary()));
    }
  }

  /** Takes a step; the state that training carries follows that of scoring. */
  private void learn(DataSet arrays, int targets) {
    network.setInput(arrays.getFeatures());
    network.setLabels(arrays.getLabels());
    network.setLayerMaskArrays(null, arrays.getLabelsMaskArray());
    network.computeGradientAndScore();
    descent.step(adaptation.rate() / targets, adaptation.decay());
    network.clearLayerMaskArrays();
    network.clear();
  }

  @Override
  public List<float[]> embed(List<int[]> texts, Pooling pooling) {
    throw new IllegalArgumentException("a model that goes on learning has no states to compare");
  }

  @Override
  public void close() {
    descent.close();
  }

  /** Returns a network as this reader needs it for stretches of so many tokens. */
  static MultiLayerNetwork network(SentNetwork sent, int stretch) {
    return sent.filled(Networks.of(withoutDropout(sent.configuration()), sent.kernels(), stretch));
  }
}
