package org.rnnlm.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.BidirectionalRecurrent;
import org.rnnlm.layer.EncoderDecoder;
import org.rnnlm.layer.SequenceSummary;

/**
 * A network's parameters by the names, shapes and orders of gates that PyTorch's modules have
 * (torch.nn.LSTM, GRU, RNN, Embedding, Linear), put together as PyTorch's example of a word
 * language model has them: {@code encoder} the embedding, {@code rnn} the recurrent layers, {@code
 * decoder} the output layer. A dense layer is {@code dense}; the recurrent layers that read the
 * sources of pairs are {@code source_rnn}. An adaptive softmax has the names of {@link
 * TorchClusters}.
 *
 * <p>PyTorch gives every gate two biases, which it adds. Ours is the first, the second is zero; of
 * a GRU's candidate the second is the one within the reset gate.
 */
final class TorchWeights {
  static final String EMBEDDING = "encoder.weight";
  static final String RECURRENT = "rnn";
  static final String SOURCE = "source_rnn";
  static final String DENSE = "dense";
  static final String OUTPUT = "decoder";
  static final String REVERSE = "_reverse";

  private final List<Tensor> tensors = new ArrayList<>();
  private final Cell cell;

  private TorchWeights(Cell cell) {
    this.cell = cell;
  }

  /** Returns all parameters; a tied embedding stands once, as the output layer's weights. */
  static List<Tensor> of(MultiLayerNetwork network, Cell cell) {
    TorchWeights weights = new TorchWeights(cell);
    int recurrent = 0;
    for (Layer layer : network.getLayers()) {
      if (layer.numParams() == 0 || layer.conf().getLayer() instanceof SequenceSummary) {
        continue;
      }
      recurrent += weights.add(layer, recurrent, layer == network.getOutputLayer()) ? 1 : 0;
    }
    long values = weights.tensors.stream().mapToLong(tensor -> tensor.values().length).sum();
    long biases = weights.secondBiases();
    if (values - biases != network.numParams()) {
      throw new IllegalStateException(
          values - biases + " values were named of " + network.numParams());
    }
    return List.copyOf(weights.tensors);
  }

  /** Values that PyTorch has and the network has not. */
  private long secondBiases() {
    long units =
        tensors.stream()
            .filter(tensor -> tensor.name().contains(".bias_hh_"))
            .mapToLong(tensor -> tensor.values().length / cell.gates())
            .sum();
    return units * (2L * cell.gates() - cell.biases());
  }

  /** Returns whether the layer was a recurrent one. */
  private boolean add(Layer layer, int index, boolean output) {
    org.deeplearning4j.nn.conf.layers.Layer kind = layer.conf().getLayer();
    if (output && TorchClusters.areIn(layer)) {
      clusters(layer);
    } else if (output) {
      linear(OUTPUT, layer);
    } else if (kind instanceof DenseLayer) {
      linear(DENSE, layer);
    } else if (kind instanceof BidirectionalRecurrent) {
      recurrent(RECURRENT, index, "", layer, "f");
      recurrent(RECURRENT, index, REVERSE, layer, "b");
    } else if (kind instanceof EncoderDecoder) {
      recurrent(SOURCE, index, "", layer, "encoder");
      recurrent(RECURRENT, index, "", layer, "decoder");
    } else if (layer.getParam("RW") != null) {
      recurrent(RECURRENT, index, "", layer, "");
    } else {
      INDArray vectors = layer.getParam("W");
      tensors.add(
          Tensor.matrix(EMBEDDING, (int) vectors.size(0), (int) vectors.size(1), rows(vectors)));
      return false;
    }
    return kind instanceof BaseRecurrentLayer;
  }

  private void linear(String name, Layer layer) {
    tensors.add(transposed(name + ".weight", layer.getParam("W")));
    tensors.add(Tensor.vector(name + ".bias", rows(layer.getParam("b"))));
  }

  private void clusters(Layer layer) {
    linear(TorchClusters.HEAD, layer);
    for (int i = 0; layer.getParam("W" + (i + 1)) != null; i++) {
      String key = String.valueOf(i + 1);
      tensors.add(transposed(TorchClusters.projection(i) + ".weight", layer.getParam("P" + key)));
      tensors.add(transposed(TorchClusters.tokens(i) + ".weight", layer.getParam("W" + key)));
      tensors.add(
          Tensor.vector(TorchClusters.tokens(i) + ".bias", rows(layer.getParam("b" + key))));
    }
  }

  private void recurrent(String name, int index, String direction, Layer layer, String prefix) {
    String end = "_l" + index + direction;
    INDArray input = layer.getParam(prefix + "W");
    INDArray recurrent = layer.getParam(prefix + "RW");
    float[] bias = rows(layer.getParam(prefix + "b"));
    int[] order = TorchGates.order(cell);
    int units = (int) recurrent.size(0);
    int columns = cell.gates() * units;
    tensors.add(transposed(name + ".weight_ih" + end, input).blocks(order));
    Tensor all = transposed(name + ".weight_hh" + end, recurrent);
    float[] gates = Arrays.copyOf(all.values(), columns * units);
    tensors.add(Tensor.matrix(all.name(), columns, units, gates).blocks(order));
    float[] first = Arrays.copyOf(bias, columns);
    float[] second = new float[columns];
    System.arraycopy(
        bias, columns, second, columns - (bias.length - columns), bias.length - columns);
    tensors.add(Tensor.vector(name + ".bias_ih" + end, first).blocks(order));
    tensors.add(Tensor.vector(name + ".bias_hh" + end, second));
    if (cell.peepholes() > 0) {
      float[] peepholes = Arrays.copyOfRange(all.values(), columns * units, all.values().length);
      tensors.add(
          Tensor.matrix(name + ".weight_peephole" + end, cell.peepholes(), units, peepholes)
              .blocks(TorchGates.PEEPHOLES));
    }
  }

  private static Tensor transposed(String name, INDArray matrix) {
    return Tensor.matrix(
        name, (int) matrix.size(1), (int) matrix.size(0), rows(matrix.transpose()));
  }

  private static float[] rows(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
