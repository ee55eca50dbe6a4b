package org.rnnlm.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.LayerNames;
import org.rnnlm.model.ModelSpec;

/**
 * Layers whose weights training leaves as they are, to the bit.
 *
 * @param names of the layers, as {@link LayerNames} has them
 */
public record FrozenLayers(List<String> names) implements Serializable {
  /** All layers are trained. */
  public static final FrozenLayers NONE = new FrozenLayers(List.of());

  public FrozenLayers {
    names = List.copyOf(names);
  }

  /**
   * Returns these, if a model has them and others beside them.
   *
   * @throws IllegalArgumentException naming what it has
   */
  public FrozenLayers in(ModelSpec model) {
    List<String> known = LayerNames.of(model);
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no layer '" + name + "' with weights of its own; the model has " + known);
      }
    }
    if (names.containsAll(known)) {
      throw new IllegalArgumentException("all layers are frozen: nothing is left to train");
    }
    return this;
  }

  /**
   * A stretch of a network's flattened parameters.
   *
   * @param from index of the first
   * @param count how many
   */
  record Stretch(long from, int count) {}

  /** Returns where the parameters of these layers lie. */
  List<Stretch> in(MultiLayerNetwork network) {
    List<Stretch> stretches = new ArrayList<>();
    List<String> layers = LayerNames.of(network);
    long at = 0;
    for (int i = 0; i < layers.size(); i++) {
      int count = Math.toIntExact(network.getLayer(i).numParams());
      if (names.contains(layers.get(i))) {
        stretches.add(new Stretch(at, count));
      }
      at += count;
    }
    return stretches;
  }
}
