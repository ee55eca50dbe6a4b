package org.rnnlm.evaluate;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.ChosenTags;
import org.rnnlm.model.Reads;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Tells the tags of words. Sentences are read one by one, however long they are, so that what one
 * gets is the same to the bit whatever else there is.
 */
public final class Tagger {
  private final MultiLayerNetwork network;
  private final Codec codec;
  private final int vocabularySize;
  private final List<String> tags;

  /**
   * @param reads what the network was trained on
   */
  public Tagger(MultiLayerNetwork network, Vocabulary vocabulary, Reads reads) {
    if (reads.classes().isEmpty()) {
      throw new IllegalArgumentException("the network knows no tags");
    }
    this.network = network;
    this.codec = new Codec(vocabulary);
    this.vocabularySize = vocabulary.size();
    this.tags = reads.classes();
  }

  /** Returns a tag for each word of a sentence. */
  public List<String> tag(List<String> words) {
    if (words.isEmpty()) {
      return List.of();
    }
    int[] tokens = Arrays.copyOf(codec.encodeEach(words), words.size() + 1);
    tokens[words.size()] = Vocabulary.END;
    TokenSequence sentence =
        new TokenSequence(
            0,
            0,
            tokens,
            TokenSequence.NO_LABEL,
            new int[words.size()],
            words.stream().map(codec::written).toList());
    return Arrays.stream(ChosenTags.of(network, List.of(sentence), vocabularySize).tags().get(0))
        .mapToObj(tags::get)
        .toList();
  }
}
