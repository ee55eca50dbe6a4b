package org.rnnlm.exchange;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;

/**
 * Gives a network the parameters of PyTorch's modules: the way back of {@link TorchWeights}. The
 * two biases of a gate, which PyTorch adds, are one here; those of a GRU's candidate stay two.
 */
final class TorchParameters {
  private TorchParameters() {}

  /**
   * Overwrites the parameters of a language model.
   *
   * @param tensors by the names of {@link TorchNames}, biases among them, in the order of the
   *     network's tokens
   */
  static void set(MultiLayerNetwork network, ModelSpec spec, Map<String, Tensor> tensors) {
    if (!spec.oneHotInput() && !spec.embedding().tied()) {
      network.getLayer(0).getParam("W").assign(matrix(tensors.get(TorchWeights.EMBEDDING)));
    }
    for (int i = 0; i < spec.layers(); i++) {
      recurrent(network.getLayer(i + 1), spec.cell(), "_l" + i, tensors);
    }
    Layer output = network.getOutputLayer();
    if (TorchClusters.areIn(output)) {
      clusters(output, tensors);
      return;
    }
    linear(output, "", TorchWeights.OUTPUT, tensors);
  }

  private static void clusters(Layer output, Map<String, Tensor> tensors) {
    linear(output, "", TorchClusters.HEAD, tensors);
    for (int i = 0; output.getParam("W" + (i + 1)) != null; i++) {
      String key = String.valueOf(i + 1);
      Tensor projection = tensors.get(TorchClusters.projection(i) + ".weight");
      output.getParam("P" + key).assign(matrix(projection).transpose());
      linear(output, key, TorchClusters.tokens(i), tensors);
    }
  }

  private static void linear(Layer layer, String key, String name, Map<String, Tensor> tensors) {
    layer.getParam("W" + key).assign(matrix(tensors.get(name + ".weight")).transpose());
    assign(layer.getParam("b" + key), tensors.get(name + ".bias").values());
  }

  private static void recurrent(Layer layer, Cell cell, String end, Map<String, Tensor> tensors) {
    int[] order = inverse(TorchGates.order(cell));
    layer
        .getParam("W")
        .assign(matrix(tensors.get("rnn.weight_ih" + end).blocks(order)).transpose());
    Tensor gates = tensors.get("rnn.weight_hh" + end).blocks(order);
    int units = gates.shape()[1];
    float[] values = gates.values();
    if (cell.peepholes() > 0) {
      Tensor peepholes =
          tensors.get("rnn.weight_peephole" + end).blocks(inverse(TorchGates.PEEPHOLES));
      values = joined(values, peepholes.values());
    }
    Tensor all = Tensor.matrix(gates.name(), values.length / units, units, values);
    layer.getParam("RW").assign(matrix(all).transpose());
    assign(layer.getParam("b"), bias(cell, units, end, tensors));
  }

  private static float[] bias(Cell cell, int units, String end, Map<String, Tensor> tensors) {
    Tensor first = tensors.get("rnn.bias_ih" + end);
    float[] second = tensors.get("rnn.bias_hh" + end).values();
    int apart = (cell.biases() - cell.gates()) * units; // a GRU's candidate, the last gate there
    float[] sums = first.values().clone();
    for (int i = 0; i < sums.length - apart; i++) {
      sums[i] += second[i];
    }
    Tensor ordered = Tensor.vector(first.name(), sums).blocks(inverse(TorchGates.order(cell)));
    return joined(
        ordered.values(), Arrays.copyOfRange(second, second.length - apart, second.length));
  }

  private static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    IntStream.range(0, order.length).forEach(i -> inverse[order[i]] = i);
    return inverse;
  }

  private static float[] joined(float[] first, float[] second) {
    float[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static INDArray matrix(Tensor tensor) {
    return Nd4j.createFromArray(tensor.values()).reshape('c', tensor.shape()[0], tensor.shape()[1]);
  }

  private static void assign(INDArray parameter, float[] values) {
    parameter.assign(Nd4j.createFromArray(values).reshape('c', parameter.shape()));
  }
}
