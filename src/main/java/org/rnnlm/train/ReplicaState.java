package org.rnnlm.train;

import java.io.Serializable;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.layer.FlatArrays;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.layer.RowTable;

/**
 * What of a network training changes, as a plain array that any serializer copies exactly.
 *
 * @param floats the parameters, then the updater's state (of Adam two moments a parameter), in
 *     DL4J's flattened order; or the parameters alone, where each worker keeps its own state. Not
 *     copied
 * @param parameters how many of the values are parameters
 * @param iteration steps taken, which Adam's bias correction depends on
 */
record ReplicaState(Floats floats, int parameters, int iteration) implements Serializable {

  ReplicaState(float[] values, int parameters, int iteration) {
    this(new Floats(values), parameters, iteration);
  }

  float[] values() {
    return floats.array();
  }

  static ReplicaState of(MultiLayerNetwork network) {
    OwnGradientUpdater.settle(network);
    INDArray parameters = network.params();
    INDArray state = network.getUpdater().getStateViewArray();
    long updater = state == null ? 0 : state.length();
    float[] values = new float[Math.toIntExact(parameters.length() + updater)];
    FlatArrays.copy(parameters, values, 0);
    if (updater > 0) {
      FlatArrays.copy(state, values, (int) parameters.length());
    }
    return new ReplicaState(values, (int) parameters.length(), network.getIterationCount());
  }

  /** Returns what there is beside the rows of a table, which may wait. */
  static ReplicaState others(MultiLayerNetwork network, RowTable table) {
    INDArray parameters = network.params();
    INDArray state = network.getUpdater().getStateViewArray();
    int count = Math.toIntExact(parameters.length());
    int all = count + Math.toIntExact(state.length());
    float[] values = new float[all - Math.multiplyExact(table.rowValues(), table.rows())];
    int at = 0;
    for (int[] stretch : table.others(all)) {
      int middle = Math.max(stretch[0], Math.min(stretch[1], count));
      at += FlatArrays.copy(parameters, stretch[0], middle, values, at);
      at += FlatArrays.copy(state, middle - count, stretch[1] - count, values, at);
    }
    int others = count - table.values();
    return new ReplicaState(values, others, network.getIterationCount());
  }

  ReplicaState copy() {
    return new ReplicaState(values().clone(), parameters, iteration);
  }

  boolean isFinite() {
    for (float value : values()) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the parameters, without the updater's state. */
  ReplicaState alone() {
    return new ReplicaState(Arrays.copyOf(values(), parameters), parameters, iteration);
  }

  /** Returns the parameters, with an updater's state in place of what there was. */
  ReplicaState with(float[] updater) {
    float[] both = Arrays.copyOf(values(), Math.addExact(parameters, updater.length));
    System.arraycopy(updater, 0, both, parameters, updater.length);
    return new ReplicaState(both, parameters, iteration);
  }

  /** Overwrites a network's parameters, and its updater's state if there is any here. */
  void copyTo(MultiLayerNetwork network) {
    FlatArrays.assign(network.params(), values(), 0);
    INDArray state = network.getUpdater().getStateViewArray();
    if (state != null && values().length > parameters) {
      FlatArrays.assign(state, values(), parameters);
    }
    network.getLayerWiseConfigurations().setIterationCount(iteration);
  }
}
