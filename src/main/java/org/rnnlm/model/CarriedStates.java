package org.rnnlm.model;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The states that a network carries on from call to call, a row for each text it reads. */
public final class CarriedStates {
  /** What DL4J's recurrent layers, and ours, call the hidden state, [text, unit]. */
  public static final String HIDDEN = "prevAct";

  private CarriedStates() {}

  /** Lets some texts begin anew, with states of zeros, and the others go on. */
  public static void zero(MultiLayerNetwork network, int[] rows) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof RecurrentLayer recurrent) {
        for (INDArray state : recurrent.rnnGetPreviousState().values()) {
          for (int row : rows) {
            state.getRow(row).assign(0);
          }
        }
      }
    }
  }

  /** Goes on with the states of some texts, which may be repeated, in the order given. */
  public static void select(MultiLayerNetwork network, int[] rows) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof RecurrentLayer recurrent) {
        Map<String, INDArray> selected = new HashMap<>();
        recurrent
            .rnnGetPreviousState()
            .forEach((name, state) -> selected.put(name, Nd4j.pullRows(state, 1, rows)));
        recurrent.rnnSetPreviousState(selected);
      }
    }
  }
}
