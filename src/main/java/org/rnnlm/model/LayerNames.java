package org.rnnlm.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The names by which settings call the layers of a network that have weights: {@code embedding},
 * {@code layer-1} and so on, {@code dense} and {@code output}.
 */
public final class LayerNames {
  public static final String EMBEDDING = "embedding";
  public static final String OUTPUT = "output";
  public static final String DENSE = "dense";
  private static final String RECURRENT = "layer-";

  private LayerNames() {}

  /**
   * Returns the names of a model's layers that have weights of their own, from input to output. A
   * tied embedding is the output layer's, and a one-hot input has none.
   */
  public static List<String> of(ModelSpec spec) {
    List<String> names = new ArrayList<>();
    if (!spec.oneHotInput() && !spec.embedding().tied()) {
      names.add(EMBEDDING);
    }
    for (int i = 1; i <= spec.layers(); i++) {
      names.add(RECURRENT + i);
    }
    if (spec.head().denseSize() > 0) {
      names.add(DENSE);
    }
    names.add(OUTPUT);
    return names;
  }

  /**
   * Returns a name for each layer of a network of rnnlm's own layers, empty for those without
   * weights.
   */
  public static List<String> of(MultiLayerNetwork network) {
    return of(Arrays.stream(network.getLayers()).map(layer -> layer.conf().getLayer()).toList());
  }

  /** Returns the names of layers, as those of their network. */
  static List<String> of(List<Layer> network) {
    List<String> names = new ArrayList<>();
    int recurrent = 0;
    for (Layer layer : network) {
      boolean last = names.size() == network.size() - 1;
      if (layer.initializer().numParams(layer) == 0) {
        names.add("");
      } else if (names.isEmpty()) {
        names.add(EMBEDDING);
      } else if (last) {
        names.add(OUTPUT);
      } else {
        names.add(layer instanceof DenseLayer ? DENSE : RECURRENT + ++recurrent);
      }
    }
    return names;
  }
}
