package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Predictions;
import org.rnnlm.model.Reads;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** Tells the classes of texts, which it reads as they were prepared for training. */
public final class Classifier {
  private final MultiLayerNetwork network;
  private final Vocabulary vocabulary;
  private final Reads reads;

  /**
   * @param reads what the network was trained on
   */
  public Classifier(MultiLayerNetwork network, Vocabulary vocabulary, Reads reads) {
    if (reads.classes().isEmpty()) {
      throw new IllegalArgumentException("the network knows no classes");
    }
    this.network = network;
    this.vocabulary = vocabulary;
    this.reads = reads;
  }

  /**
   * Returns the probability of each class, by its name in the order of the classes, for each text.
   */
  public List<Map<String, Double>> classify(List<String> texts) {
    Codec codec = new Codec(vocabulary);
    List<Map<String, Double>> results = new ArrayList<>();
    for (String text : texts) {
      results.add(classify(codec.encode(text)));
    }
    return results;
  }

  /**
   * Returns the probability of each class for a text of these tokens, START and END not among them.
   */
  public Map<String, Double> classify(int[] text) {
    int[] tokens = reads.cut().framed(text, reads.length());
    return probabilities(new TokenSequence(0, 0, tokens, 0));
  }

  /** Returns the likeliest class; of several the first. */
  public static String likeliest(Map<String, Double> probabilities) {
    return probabilities.entrySet().stream()
        .reduce((best, other) -> other.getValue() > best.getValue() ? other : best)
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  private Map<String, Double> probabilities(TokenSequence text) {
    float[] distribution =
        Predictions.of(
            network,
            SequenceArrays.of(
                List.of(text),
                TokenInput.of(network),
                vocabulary.size(),
                Padding.NONE,
                Head.CLASS))[0];
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int id = 0; id < distribution.length; id++) {
      byName.put(reads.classes().get(id), (double) distribution[id]);
    }
    return byName;
  }
}
