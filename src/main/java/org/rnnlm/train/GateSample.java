package org.rnnlm.train;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
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
    TokenInput input = TokenInput.of(network);
    return ShardReader.read(data.folder(), data.split(Split.VALID).shards().get(0)).stream()
        .limit(SEQUENCES)
        .map(TokenSequence::tokens)
        .map(tokens -> Arrays.copyOf(tokens, Math.min(tokens.length, TOKENS)))
        .map(tokens -> SequenceArrays.steps(tokens, input, vocabulary))
        .toList();
  }
}
