package org.rnnlm.model;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.layer.TagChoices;
import org.rnnlm.shard.TokenSequence;

/**
 * The tags that a network chooses for the words of a batch of sentences.
 *
 * @param nats the summed negative log-probability of the sentences' own tags
 * @param tags by sentence, a tag's id for each word. Not copied
 */
public record ChosenTags(double nats, List<int[]> tags) {

  /**
   * Has a network read sentences, from a zero state each. What it chooses for one does not depend
   * on the others, but for the rounding of single precision.
   *
   * @param batch at least one sentence, with its tags, and with its words where the network reads
   *     characters
   */
  public static ChosenTags of(
      MultiLayerNetwork network, List<TokenSequence> batch, int vocabularySize) {
    TagChoices choices =
        KernelLayers.tags(
            network, SequenceArrays.of(batch, network, vocabularySize, Padding.NONE, Head.TAGS));
    List<int[]> tags = new ArrayList<>();
    for (int b = 0; b < batch.size(); b++) {
      int[] chosen = new int[batch.get(b).targets()];
      for (int t = 0; t < chosen.length; t++) {
        chosen[t] = choices.tags()[t * batch.size() + b];
      }
      tags.add(chosen);
    }
    return new ChosenTags(choices.nats(), tags);
  }
}
