package org.rnnlm.evaluate;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.TokenRanks;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Predictions;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;

/** How a batch's targets stand in the model's distributions, as losses are read. */
final class StepRanks {
  private StepRanks() {}

  /** [time, batch], the network's state carried on from what it read before. */
  static TokenRanks of(
      MultiLayerNetwork network, List<TokenSequence> batch, int vocabularySize, Padding padding) {
    DataSet arrays =
        SequenceArrays.of(batch, TokenInput.of(network), vocabularySize, padding, Head.EVERY_STEP);
    return KernelLayers.areIn(network)
        ? KernelLayers.ranks(network, arrays)
        : ranks(network.rnnTimeStep(arrays.getFeatures()), batch);
  }

  /** [batch], for networks that predict the token after a window and no other. */
  static TokenRanks ofWindows(
      MultiLayerNetwork network, List<TokenSequence> windows, int vocabularySize) {
    float[][] probabilities =
        Predictions.of(
            network,
            SequenceArrays.of(
                windows, TokenInput.of(network), vocabularySize, Padding.NONE, Head.NEXT_TOKEN));
    TokenRanks ranks = TokenRanks.masked(windows.size());
    for (int b = 0; b < windows.size(); b++) {
      TokenSequence window = windows.get(b);
      ranks.set(b, probabilities[b], window.tokens()[window.targets()]);
    }
    return ranks;
  }

  /** Ranks for networks of DL4J's layers: [batch, vocabulary, time]. */
  private static TokenRanks ranks(INDArray probabilities, List<TokenSequence> batch) {
    TokenRanks ranks = TokenRanks.masked(Math.toIntExact(probabilities.size(2)) * batch.size());
    float[] row = new float[Math.toIntExact(probabilities.size(1))];
    for (int b = 0; b < batch.size(); b++) {
      int[] tokens = batch.get(b).tokens();
      for (int t = 0; t + 1 < tokens.length; t++) {
        for (int id = 0; id < row.length; id++) {
          row[id] = probabilities.getFloat(b, id, t);
        }
        ranks.set(t * batch.size() + b, row, tokens[t + 1]);
      }
    }
    return ranks;
  }
}
