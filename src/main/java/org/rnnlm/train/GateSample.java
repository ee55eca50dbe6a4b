package org.rnnlm.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.layer.CharacterReader;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/**
 * The few tokens on which a run's gates are looked at, the same ones each time: the beginnings of
 * the validation split's first sequences.
 */
final class GateSample {
  private static final int SEQUENCES = 4;
  private static final int TOKENS = 64;

  private GateSample() {}

  /** Returns what the network reads of them, [1, …, time] each. */
  static List<INDArray> of(ShardSet data, MultiLayerNetwork network) {
    int vocabulary = data.vocabulary().size();
    if (CharacterReader.of(network).isPresent()) {
      return sequences(data)
          .map(
              sentence ->
                  SequenceArrays.of(
                      List.of(sentence), network, vocabulary, Padding.NONE, Head.TAGS))
          .map(DataSet::getFeatures)
          .toList();
    }
    TokenInput input = TokenInput.of(network);
    return sequences(data)
        .map(TokenSequence::tokens)
        .map(tokens -> Arrays.copyOf(tokens, Math.min(tokens.length, TOKENS)))
        .map(tokens -> SequenceArrays.steps(tokens, input, vocabulary))
        .toList();
  }

  private static Stream<TokenSequence> sequences(ShardSet data) {
    return ShardReader.read(data.folder(), data.split(Split.VALID).shards().get(0)).stream()
        .limit(SEQUENCES);
  }
}
