package org.rnnlm.layer;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.learning.config.Adam;
import org.rnnlm.kernel.AdamRows;
import org.rnnlm.kernel.LateRows;

/**
 * Where a network has the vectors of an embedding whose optimizer's steps may wait, among its
 * parameters followed by the optimizer's state.
 *
 * @param rows how many vectors there are; 0 where there is no such embedding
 * @param width of a vector
 * @param from index of the first vector's first value
 * @param first index of its first moment
 * @param second index of its second moment
 * @param beta1 decay of Adam's first moments
 * @param beta2 decay of its second moments
 * @param epsilon of Adam
 */
public record RowTable(
    int rows, int width, int from, int first, int second, float beta1, float beta2, float epsilon)
    implements Serializable {
  /** There is no such embedding. */
  public static final RowTable NONE = new RowTable(0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * Returns that of a network; {@link #NONE} if it has none, or several, or if what waits would not
   * come to the same bits.
   *
   * @param least values from which on the rows of a table wait
   */
  public static RowTable of(MultiLayerNetwork network, long least) {
    if (!(network.getUpdater() instanceof BaseMultiLayerUpdater<?> updater)
        || network.conf().isMiniBatch()
        || !updater.getUpdaterBlocks().stream().allMatch(OwnGradientUpdater::onlyDescends)) {
      return NONE;
    }
    List<RowTable> tables =
        updater.getUpdaterBlocks().stream()
            .flatMap(
                block ->
                    Stream.of(network.getLayers())
                        .flatMap(l -> of(network, block, l, least).stream()))
            .toList();
    return tables.size() == 1 ? tables.get(0) : NONE;
  }

  private static Optional<RowTable> of(
      MultiLayerNetwork network, UpdaterBlock block, Layer layer, long least) {
    int from = 0;
    for (int i = 0; network.getLayer(i) != layer; i++) {
      from += (int) network.getLayer(i).numParams();
    }
    if (!(layer instanceof TokenEmbeddingRuntime embedding)
        || embedding.layerConf().tied()
        || layer.numParams() < least
        || !(block.getGradientUpdater().getConfig() instanceof Adam adam)
        || !AdamRows.isExact((float) adam.getEpsilon())) {
      return Optional.empty();
    }
    int rows = Math.toIntExact(embedding.layerConf().getNIn());
    int width = embedding.layerConf().vectorWidth();
    int begin = block.getParamOffsetStart();
    int end = block.getParamOffsetEnd();
    if (begin > from || end < from + rows * width) {
      return Optional.empty();
    }
    int state = Math.toIntExact(network.numParams()) + block.getUpdaterViewOffsetStart();
    int first = state + from - begin;
    return Optional.of(
        new RowTable(
            rows,
            width,
            from,
            first,
            first + end - begin,
            (float) adam.getBeta1(),
            (float) adam.getBeta2(),
            (float) adam.getEpsilon()));
  }

  /** Returns whether there is one. */
  public boolean any() {
    return rows > 0;
  }

  /** Returns how many values the vectors have, or one of their moments. */
  public int values() {
    return rows * width;
  }

  /** Returns how many values a vector has with its moments. */
  public int rowValues() {
    return 3 * width;
  }

  /** Returns the indices of a vector and of its moments. */
  public int[] at(int row) {
    int values = row * width;
    return new int[] {from + values, first + values, second + values};
  }

  /** Returns rows that take steps with some rates, and then with others. */
  public LateRows late(float[]... rates) {
    return new LateRows(width, beta1, beta2, epsilon, rates);
  }

  /**
   * Returns where the stretches of all other values begin and end.
   *
   * @param values of parameters and state together
   */
  public int[][] others(int values) {
    int count = values();
    return new int[][] {
      {0, from}, {from + count, first}, {first + count, second}, {second + count, values}
    };
  }
}
