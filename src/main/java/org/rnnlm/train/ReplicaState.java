package org.rnnlm.train;

import java.io.Serializable;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All of a network that training changes, as plain arrays that any serializer copies exactly.
 *
 * @param values the parameters, then the updater's state (Adam's two moments a parameter), in
 *     DL4J's flattened order. Not copied
 * @param parameters how many of the values are parameters
 * @param iteration steps taken, which Adam's bias correction depends on
 */
record ReplicaState(float[] values, int parameters, int iteration) implements Serializable {

  static ReplicaState of(MultiLayerNetwork network) {
    float[] parameters = flat(network.params());
    INDArray state = network.getUpdater().getStateViewArray();
    float[] updater = state == null ? new float[0] : flat(state);
    float[] values = new float[Math.addExact(parameters.length, updater.length)];
    System.arraycopy(parameters, 0, values, 0, parameters.length);
    System.arraycopy(updater, 0, values, parameters.length, updater.length);
    return new ReplicaState(values, parameters.length, network.getIterationCount());
  }

  private static float[] flat(INDArray array) {
    return array.reshape(array.length()).dup().data().asFloat();
  }

  boolean isFinite() {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  void copyTo(MultiLayerNetwork network) {
    network.setParams(slice(0, parameters));
    INDArray state = network.getUpdater().getStateViewArray();
    if (state != null) {
      state.assign(slice(parameters, values.length).reshape(state.shape()));
    }
    network.getLayerWiseConfigurations().setIterationCount(iteration);
  }

  private INDArray slice(int from, int to) {
    return Nd4j.createFromArray(java.util.Arrays.copyOfRange(values, from, to))
        .reshape(1, to - from);
  }
}
