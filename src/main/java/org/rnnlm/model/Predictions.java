package org.rnnlm.model;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What a network that makes one prediction a sequence says. */
public final class Predictions {
  private Predictions() {}

  /**
   * Returns the distributions over tokens or classes.
   *
   * @param arrays as {@link SequenceArrays} makes them; labels do not matter
   * @return [batch, tokens or classes]
   */
  public static float[][] of(MultiLayerNetwork network, DataSet arrays) {
    INDArray output =
        network.output(arrays.getFeatures(), false, arrays.getFeaturesMaskArray(), null);
    return output.toFloatMatrix();
  }

  /** Returns the likeliest id, the first of several. */
  public static int likeliest(float[] distribution) {
    int best = 0;
    for (int id = 1; id < distribution.length; id++) {
      best = distribution[id] > distribution[best] ? id : best;
    }
    return best;
  }
}
