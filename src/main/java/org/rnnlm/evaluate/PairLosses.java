package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.PairArrays;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.TokenSequence;

/** How pairs are scored: each target, given its source and the target's tokens before. */
final class PairLosses {
  private PairLosses() {}

  /**
   * Returns the summed loss of a block of pairs, those with sources of one length read side by
   * side.
   */
  static double score(MultiLayerNetwork network, ScoreTask task, List<TokenSequence> pairs) {
    double nats = 0;
    for (List<TokenSequence> batch : batches(pairs, task.lanes())) {
      for (double loss :
          KernelLayers.losses(network, PairArrays.of(batch, task.vocabularySize()))) {
        nats += loss;
      }
    }
    network.rnnClearPreviousState();
    return nats;
  }

  /** Pairs in batches of sources of one length, short ones first. */
  static List<List<TokenSequence>> batches(List<TokenSequence> pairs, int most) {
    List<TokenSequence> sorted =
        pairs.stream()
            .sorted(
                Comparator.comparingInt(PairSequences::source)
                    .thenComparingInt(PairSequences::targets)
                    .thenComparingLong(TokenSequence::sequence))
            .toList();
    List<List<TokenSequence>> batches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      boolean full = i - from == most;
      if (i == sorted.size()
          || full
          || PairSequences.source(sorted.get(i)) != PairSequences.source(sorted.get(from))) {
        batches.add(sorted.subList(from, i));
        from = i;
      }
    }
    return batches;
  }
}
