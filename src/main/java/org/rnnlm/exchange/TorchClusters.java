package org.rnnlm.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.SoftmaxClusters;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.text.Text;

/**
 * The tensors of an adaptive softmax by the names and shapes of {@code
 * torch.nn.AdaptiveLogSoftmaxWithLoss} with {@code div_value = 4} and {@code head_bias = True}:
 * {@code decoder.head.weight}, and of each cluster a projection {@code decoder.tail.0.0.weight} and
 * its tokens' vectors {@code decoder.tail.0.1.weight}. A cluster's tokens have biases here, {@code
 * decoder.tail.0.1.bias}, which PyTorch's own module lacks.
 */
final class TorchClusters {
  static final String HEAD = TorchWeights.OUTPUT + ".head";

  /** What stands behind the output layer's own name in these names. */
  static final Pattern PARAMETERS =
      Pattern.compile("head\\.(weight|bias)|tail\\.\\d\\.(0\\.weight|1\\.(weight|bias))");

  private TorchClusters() {}

  /** Returns the name of a cluster's projection, without {@code .weight}. */
  static String projection(int cluster) {
    return TorchWeights.OUTPUT + ".tail." + cluster + ".0";
  }

  /** Returns the name of what a cluster's tokens have, without {@code .weight} or {@code .bias}. */
  static String tokens(int cluster) {
    return TorchWeights.OUTPUT + ".tail." + cluster + ".1";
  }

  /** Returns whether tensors are of an adaptive softmax. */
  static boolean areIn(Map<String, Tensor> tensors) {
    return tensors.containsKey(HEAD + ".weight");
  }

  /** Returns whether an output layer is one. */
  static boolean areIn(Layer output) {
    return output.getParam("W1") != null;
  }

  /** Returns how many clusters tensors are of. */
  private static int clusters(Map<String, Tensor> tensors) {
    int clusters = 0;
    while (tensors.containsKey(tokens(clusters) + ".weight")) {
      clusters++;
    }
    return clusters;
  }

  /**
   * Returns the clusters that tensors tell by their shapes, with zeros where they have no biases.
   *
   * @param tensors receive the zeros
   * @throws DataException naming the tensor that does not fit
   */
  static SoftmaxClusters told(Map<String, Tensor> tensors, int units, String origin) {
    int count = clusters(tensors);
    int outputs = matrix(tensors, HEAD + ".weight", origin).shape()[0];
    if (count == 0 || outputs <= count) {
      throw new DataException(
          Text.format(
              "%s: tensor '%s.weight' has %d rows for the tokens of its head and for %d clusters",
              origin, HEAD, outputs, count));
    }
    List<Integer> cutoffs = new ArrayList<>();
    int size = outputs - count;
    for (int i = 0; i < count; i++) {
      cutoffs.add(size);
      size += matrix(tensors, tokens(i) + ".weight", origin).shape()[0];
    }
    SoftmaxClusters clusters = new SoftmaxClusters(units, size, cutoffs);
    requireShape(tensors, HEAD, outputs, units, origin);
    zeros(tensors, HEAD, outputs, origin);
    for (int i = 0; i < count; i++) {
      requireShape(tensors, projection(i), clusters.width(i), units, origin);
      requireShape(tensors, tokens(i), clusters.size(i), clusters.width(i), origin);
      zeros(tensors, tokens(i), clusters.size(i), origin);
    }
    if (tensors.containsKey(projection(count) + ".weight")) {
      throw new DataException(
          Text.format("%s has a tensor '%s.weight', and no tokens", origin, projection(count)));
    }
    return clusters;
  }

  /** Returns clusters as a specification has them. */
  static OutputSpec spec(SoftmaxClusters clusters) {
    boolean usual =
        OutputSpec.ADAPTIVE.cutoffs(clusters.vocabularySize()).equals(clusters.cutoffs());
    return usual
        ? OutputSpec.ADAPTIVE
        : new OutputSpec(OutputSpec.Kind.ADAPTIVE, clusters.cutoffs());
  }

  private static Tensor matrix(Map<String, Tensor> tensors, String name, String origin) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.shape().length != 2) {
      throw new DataException(Text.format("%s has no tensor '%s' of 2 dimensions", origin, name));
    }
    return tensor;
  }

  private static void requireShape(
      Map<String, Tensor> tensors, String name, int rows, int columns, String origin) {
    int[] shape = matrix(tensors, name + ".weight", origin).shape();
    if (shape[0] != rows || shape[1] != columns) {
      throw new DataException(
          Text.format(
              "%s: tensor '%s.weight' has shape [%d, %d] where the others need [%d, %d]; a cluster"
                  + " is a quarter as wide as the one before (div_value = 4)",
              origin, name, shape[0], shape[1], rows, columns));
    }
  }

  private static void zeros(Map<String, Tensor> tensors, String of, int values, String origin) {
    String name = of + ".bias";
    tensors.putIfAbsent(name, Tensor.vector(name, new float[values]));
    if (tensors.get(name).values().length != values) {
      throw new DataException(
          Text.format("%s: tensor '%s' has not %d values", origin, name, values));
    }
  }

  /**
   * Returns the vectors of all tokens, as an embedding that is tied reads them: of a cluster's
   * tokens turned by its projection the other way round.
   *
   * @return [vocabulary, units]
   */
  static Tensor vectors(Map<String, Tensor> tensors) {
    Tensor head = tensors.get(HEAD + ".weight");
    int units = head.rowLength();
    int clusters = clusters(tensors);
    int inHead = head.shape()[0] - clusters;
    int all =
        inHead
            + IntStream.range(0, clusters)
                .map(i -> tensors.get(tokens(i) + ".weight").shape()[0])
                .sum();
    float[] table = new float[Math.multiplyExact(all, units)];
    System.arraycopy(head.values(), 0, table, 0, inHead * units);
    int at = inHead;
    for (int i = 0; i < clusters; i++) {
      Tensor projection = tensors.get(projection(i) + ".weight");
      Tensor narrow = tensors.get(tokens(i) + ".weight");
      for (int row = 0; row < narrow.shape()[0]; row++) {
        turn(narrow, row, projection, table, (at + row) * units);
      }
      at += narrow.shape()[0];
    }
    return Tensor.matrix(TorchWeights.EMBEDDING, all, units, table);
  }

  private static void turn(Tensor narrow, int row, Tensor projection, float[] into, int at) {
    int width = narrow.rowLength();
    int units = projection.rowLength();
    for (int unit = 0; unit < units; unit++) {
      double sum = 0;
      for (int k = 0; k < width; k++) {
        sum += (double) narrow.values()[row * width + k] * projection.values()[k * units + unit];
      }
      into[at + unit] = (float) sum;
    }
  }
}
