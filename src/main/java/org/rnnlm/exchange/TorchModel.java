package org.rnnlm.exchange;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.SoftmaxClusters;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.text.Text;

/**
 * A language model of PyTorch's, as its tensors tell it: by their names and shapes alone.
 *
 * @param spec what it is
 * @param vocabularySize rows of its output layer
 * @param tensors by the names of {@link TorchNames}, zeros where it has no biases; a tied embedding
 *     stands once, as the output layer's weights
 */
record TorchModel(ModelSpec spec, int vocabularySize, Map<String, Tensor> tensors) {
  private static final String OUTPUT = TorchWeights.OUTPUT + ".weight";
  private static final String BIAS = TorchWeights.OUTPUT + ".bias";

  /**
   * Tells a model by its tensors.
   *
   * @param named as {@link TorchNames} has them
   * @param origin the file, for messages
   * @throws DataException naming the tensor that does not fit, or that no cell of rnnlm's holds
   */
  static TorchModel of(Map<String, Tensor> named, String origin) {
    named.values().forEach(tensor -> requireFinite(tensor, origin));
    return new Reading(new LinkedHashMap<>(named), origin).model();
  }

  private static void requireFinite(Tensor tensor, String origin) {
    float[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new DataException(
            Text.format(
                "%s: value %,d of tensor '%s' is %s: no model computes with that",
                origin, i, tensor.name(), values[i]));
      }
    }
  }

  /** Tensors that are being told. */
  private record Reading(Map<String, Tensor> tensors, String origin) {
    TorchModel model() {
      Tensor recurrent = tensor("rnn.weight_hh_l0", 2);
      int units = recurrent.shape()[1];
      Cell cell = cell(recurrent.shape()[0], units);
      int layers = 0;
      while (tensors.containsKey("rnn.weight_ih_l" + layers)) {
        layers++;
      }
      boolean embedded = tensors.containsKey(TorchWeights.EMBEDDING);
      if (TorchClusters.areIn(tensors)) {
        return adaptive(cell, layers, units);
      }
      Tensor output = tensor(tensors.containsKey(OUTPUT) ? OUTPUT : TorchWeights.EMBEDDING, 2);
      int size = output.shape()[0];
      requireShape(output, size, units);
      int width = tensor("rnn.weight_ih_l0", 2).shape()[1];
      EmbeddingSpec embedding = embedding(embedded, width, size, units);
      layers(cell, layers, width, units);
      tensors.put(OUTPUT, output.named(OUTPUT));
      if (embedding.tied()) {
        tensors.remove(TorchWeights.EMBEDDING);
      }
      zeros(BIAS, size);
      requireNoMore(layers);
      ModelSpec spec = ModelSpec.of(cell, layers, units).with(embedding);
      return new TorchModel(spec, size, tensors);
    }

    private void layers(Cell cell, int layers, int width, int units) {
      for (int layer = 0; layer < layers; layer++) {
        layer(cell, layer, layer == 0 ? width : units, units);
      }
    }

    private TorchModel adaptive(Cell cell, int layers, int units) {
      SoftmaxClusters clusters = TorchClusters.told(tensors, units, origin);
      int size = clusters.vocabularySize();
      int width = tensor("rnn.weight_ih_l0", 2).shape()[1];
      EmbeddingSpec embedding =
          tensors.containsKey(TorchWeights.EMBEDDING)
              ? EmbeddingSpec.trained(width)
              : embedding(false, width, size, units);
      if (!embedding.tied() && !embedding.oneHot()) {
        requireShape(tensor(TorchWeights.EMBEDDING, 2), size, width);
      }
      layers(cell, layers, width, units);
      requireNoMore(layers);
      ModelSpec spec =
          ModelSpec.of(cell, layers, units)
              .with(embedding)
              .with(HeadSpec.LANGUAGE_MODEL.with(TorchClusters.spec(clusters)));
      return new TorchModel(spec, size, tensors);
    }

    private Cell cell(int rows, int units) {
      boolean peepholes = tensors.containsKey("rnn.weight_peephole_l0");
      if (units > 0 && rows == units && !peepholes) {
        return Cell.SIMPLE_RNN;
      }
      if (units > 0 && rows == 3L * units && !peepholes) {
        return Cell.GRU;
      }
      if (units > 0 && rows == 4L * units) {
        return peepholes ? Cell.PEEPHOLE_LSTM : Cell.LSTM;
      }
      throw new DataException(
          Text.format(
              "%s: tensor 'rnn.weight_hh_l0' has shape [%d, %d]; an LSTM has four times as many"
                  + " rows as columns, a GRU three times, an RNN as many",
              origin, rows, units));
    }

    /** Tied are those that are the same values, or of which there is one. */
    private EmbeddingSpec embedding(boolean embedded, int width, int size, int units) {
      if (embedded) {
        Tensor vectors = tensor(TorchWeights.EMBEDDING, 2);
        requireShape(vectors, size, width);
        boolean tied =
            !tensors.containsKey(OUTPUT)
                || width == units && Arrays.equals(vectors.values(), tensor(OUTPUT, 2).values());
        return tied ? EmbeddingSpec.tied(width) : EmbeddingSpec.trained(width);
      }
      if (width == size && width == units) {
        throw new DataException(
            Text.format(
                "%s has no encoder.weight, and reads %d values a step, as many as it has tokens and"
                    + " as many as it has units: give the encoder.weight, which tells one-hot"
                    + " tokens from a tied embedding",
                origin, width));
      }
      if (width != size && width != units) {
        throw new DataException(
            Text.format("%s has no tensor '%s'", origin, TorchWeights.EMBEDDING));
      }
      return width == units ? EmbeddingSpec.tied(width) : EmbeddingSpec.ONE_HOT;
    }

    private void layer(Cell cell, int layer, int inputs, int units) {
      String end = "_l" + layer;
      int rows = cell.gates() * units;
      requireShape(tensor("rnn.weight_ih" + end, 2), rows, inputs);
      requireShape(tensor("rnn.weight_hh" + end, 2), rows, units);
      zeros("rnn.bias_ih" + end, rows);
      zeros("rnn.bias_hh" + end, rows);
      if (cell.peepholes() > 0) {
        requireShape(tensor("rnn.weight_peephole" + end, 2), cell.peepholes(), units);
      }
    }

    /** A layer without biases has none to add. */
    private void zeros(String name, int values) {
      tensors.putIfAbsent(name, Tensor.vector(name, new float[values]));
      requireShape(tensors.get(name), values);
    }

    private void requireNoMore(int layers) {
      for (String name : tensors.keySet()) {
        int at = name.lastIndexOf("_l");
        if (name.startsWith("rnn.") && Integer.parseInt(name.substring(at + 2)) >= layers) {
          throw new DataException(
              Text.format(
                  "%s has a tensor '%s', and no 'rnn.weight_ih_l%d'", origin, name, layers));
        }
      }
    }

    private Tensor tensor(String name, int dimensions) {
      Tensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new DataException(Text.format("%s has no tensor '%s'", origin, name));
      }
      if (tensor.shape().length != dimensions) {
        throw new DataException(
            Text.format(
                "%s: tensor '%s' has shape %s, not of %d dimensions",
                origin, name, Arrays.toString(tensor.shape()), dimensions));
      }
      return tensor;
    }

    private void requireShape(Tensor tensor, int... shape) {
      if (!Arrays.equals(tensor.shape(), shape)) {
        throw new DataException(
            Text.format(
                "%s: tensor '%s' has shape %s where the others need %s",
                origin, tensor.name(), Arrays.toString(tensor.shape()), Arrays.toString(shape)));
      }
    }
  }
}
