package org.rnnlm.score;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.Entropy;
import org.rnnlm.kernel.TokenInformation;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;

/**
 * The losses of a batch, token by token.
 *
 * @param nats [time, batch], 0 after a sequence's end. Not copied
 * @param entropies of the distributions, in nats, [time, batch]; none where not asked for. Not
 *     copied
 * @param sequences in the batch
 */
public record StepLosses(double[] nats, double[] entropies, int sequences) {

  /** Reads a batch, the network's state carried on from what it read before. */
  public static StepLosses of(
      MultiLayerNetwork network, List<TokenSequence> batch, int vocabularySize, Padding padding) {
    DataSet arrays =
        SequenceArrays.of(batch, TokenInput.of(network), vocabularySize, padding, Head.EVERY_STEP);
    double[] nats =
        KernelLayers.areIn(network)
            ? KernelLayers.losses(network, arrays)
            : nats(network.rnnTimeStep(arrays.getFeatures()), batch);
    return new StepLosses(nats, new double[0], batch.size());
  }

  /** Reads a batch as {@link #of} does, and keeps the entropies too. */
  static StepLosses withEntropies(
      MultiLayerNetwork network, List<TokenSequence> batch, int vocabularySize, Padding padding) {
    DataSet arrays =
        SequenceArrays.of(batch, TokenInput.of(network), vocabularySize, padding, Head.EVERY_STEP);
    TokenInformation information =
        KernelLayers.areIn(network)
            ? KernelLayers.information(network, arrays)
            : information(network.rnnTimeStep(arrays.getFeatures()), batch);
    return new StepLosses(information.nats(), information.entropies(), batch.size());
  }

  /** Computes what is asked for networks of DL4J's layers: [batch, vocabulary, time]. */
  private static TokenInformation information(INDArray probabilities, List<TokenSequence> batch) {
    return new TokenInformation(nats(probabilities, batch), entropies(probabilities, batch));
  }

  private static double[] nats(INDArray probabilities, List<TokenSequence> batch) {
    double[] nats = new double[Math.toIntExact(probabilities.size(2)) * batch.size()];
    for (int b = 0; b < batch.size(); b++) {
      int[] tokens = batch.get(b).tokens();
      for (int t = 0; t + 1 < tokens.length; t++) {
        // A single-precision softmax ends at the smallest float; the loss of a token at 103 nats.
        float probability = Math.max(probabilities.getFloat(b, tokens[t + 1], t), Float.MIN_VALUE);
        nats[t * batch.size() + b] = -Math.log(probability);
      }
    }
    return nats;
  }

  private static double[] entropies(INDArray probabilities, List<TokenSequence> batch) {
    double[] entropies = new double[Math.toIntExact(probabilities.size(2)) * batch.size()];
    float[] row = new float[Math.toIntExact(probabilities.size(1))];
    for (int b = 0; b < batch.size(); b++) {
      for (int t = 0; t < batch.get(b).targets(); t++) {
        for (int id = 0; id < row.length; id++) {
          row[id] = probabilities.getFloat(b, id, t);
        }
        entropies[t * batch.size() + b] = Entropy.nats(row);
      }
    }
    return entropies;
  }

  /** Hands on what is said of one step of a sequence. */
  void copy(int step, int sequence, Reading to, int token) {
    int row = step * sequences + sequence;
    to.nats()[token] = nats[row];
    if (entropies.length > 0) {
      to.entropies()[token] = entropies[row];
    }
  }

  /**
   * Returns the sum of some of them.
   *
   * @param from by sequence, the first step that counts; none counts of sequences after the last
   */
  public double sum(int... from) {
    double sum = 0;
    for (int i = 0; i < nats.length; i++) {
      int sequence = i % sequences;
      sum += sequence < from.length && i / sequences >= from[sequence] ? nats[i] : 0;
    }
    return sum;
  }
}
