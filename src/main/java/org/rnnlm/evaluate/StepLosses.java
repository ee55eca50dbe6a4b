package org.rnnlm.evaluate;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;

/**
 * The losses of a batch, token by token.
 *
 * @param nats [time, batch], 0 after a sequence's end
 * @param sequences in the batch
 */
record StepLosses(double[] nats, int sequences) {

  /** Reads a batch, the network's state carried on from what it read before. */
  static StepLosses of(
      MultiLayerNetwork network, List<TokenSequence> batch, int vocabularySize, Padding padding) {
    DataSet arrays =
        SequenceArrays.of(batch, TokenInput.of(network), vocabularySize, padding, Head.EVERY_STEP);
    double[] nats =
        KernelLayers.areIn(network)
            ? KernelLayers.losses(network, arrays)
            : losses(network.rnnTimeStep(arrays.getFeatures()), batch);
    return new StepLosses(nats, batch.size());
  }

  /** Computes losses for networks of DL4J's layers: [batch, vocabulary, time]. */
  private static double[] losses(INDArray probabilities, List<TokenSequence> batch) {
    double[] nats = new double[Math.toIntExact(probabilities.size(2)) * batch.size()];
    for (int b = 0; b < batch.size(); b++) {
      int[] tokens = batch.get(b).tokens();
      for (int t = 0; t + 1 < tokens.length; t++) {
        // A single-precision softmax ends at the smallest float; the loss of a token at 103 nats.
        float probability = probabilities.getFloat(b, tokens[t + 1], t);
        nats[t * batch.size() + b] = -Math.log(Math.max(probability, Float.MIN_VALUE));
      }
    }
    return nats;
  }

  /**
   * Returns the sum of some of them.
   *
   * @param from by sequence, the first step that counts; none counts of sequences after the last
   */
  double sum(int... from) {
    double sum = 0;
    for (int i = 0; i < nats.length; i++) {
      int sequence = i % sequences;
      sum += sequence < from.length && i / sequences >= from[sequence] ? nats[i] : 0;
    }
    return sum;
  }
}
