package org.rnnlm.translate;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.model.CarriedStates;
import org.rnnlm.model.PairArrays;
import org.rnnlm.search.BeamReader;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * An encoder and decoder, step by step, for a batch of sources or of hypotheses. The network's
 * carried state is that of the last step.
 */
final class TargetDecoder implements BeamReader {
  private final MultiLayerNetwork network;

  TargetDecoder(MultiLayerNetwork network) {
    this.network = network;
  }

  /**
   * Lets the encoder read sources, and the decoder START.
   *
   * @param sources of the same length, at least one token
   * @return log-probabilities of each target's first token, [source, vocabulary]
   */
  double[][] read(List<int[]> sources) {
    int length = sources.get(0).length;
    float[] ids = new float[sources.size() * (length + 1)];
    int next = 0;
    for (int[] source : sources) {
      for (int token : source) {
        ids[next++] = token;
      }
      ids[next++] = Vocabulary.START;
    }
    network.rnnClearPreviousState();
    network.setLayerMaskArrays(PairArrays.sourceMask(sources.size(), length, length + 1), null);
    return step(ids, sources.size());
  }

  /** Lets the decoder read the next token of each target. */
  @Override
  public double[][] step(int[] tokens) {
    float[] ids = new float[tokens.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = tokens[i];
    }
    return step(ids, ids.length);
  }

  private double[][] step(float[] ids, int batch) {
    INDArray output =
        network.rnnTimeStep(Nd4j.createFromArray(ids).reshape(batch, 1, ids.length / batch));
    int vocabulary = (int) output.size(1); // [batch, vocabulary, 1]
    float[] probabilities = output.reshape(batch, vocabulary).dup('c').data().asFloat();
    double[][] logs = new double[batch][vocabulary];
    for (int i = 0; i < probabilities.length; i++) {
      // a softmax in single precision ends at the smallest float
      logs[i / vocabulary][i % vocabulary] = Math.log(Math.max(probabilities[i], Float.MIN_VALUE));
    }
    return logs;
  }

  @Override
  public void select(int[] targets) {
    CarriedStates.select(network, targets);
  }

  @Override
  public void clear() {
    network.rnnClearPreviousState();
  }
}
