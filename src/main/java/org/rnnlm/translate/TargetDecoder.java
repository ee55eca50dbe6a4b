package org.rnnlm.translate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.model.PairArrays;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * An encoder and decoder, step by step, for a batch of sources or of hypotheses. The network's
 * carried state is that of the last step.
 */
final class TargetDecoder {
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

  /**
   * Lets the decoder read the next token of each target.
   *
   * @return log-probabilities of the one after it, [target, vocabulary]
   */
  double[][] step(int[] tokens) {
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

  /** Goes on with the states of some targets, which may be repeated. */
  void select(int[] targets) {
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer layer = network.getLayer(i);
      if (layer instanceof RecurrentLayer recurrent) {
        Map<String, INDArray> selected = new HashMap<>();
        recurrent
            .rnnGetPreviousState()
            .forEach((name, state) -> selected.put(name, Nd4j.pullRows(state, 1, targets)));
        recurrent.rnnSetPreviousState(selected);
      }
    }
  }

  /** Forgets what was read. */
  void clear() {
    network.rnnClearPreviousState();
  }
}
