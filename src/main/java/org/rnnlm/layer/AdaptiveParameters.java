package org.rnnlm.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.SoftmaxClusters;

/**
 * The parameters of a {@link TokenSoftmax} with clusters, in the order of {@link SoftmaxClusters}:
 * W [nIn, the head's outputs]; of each cluster, counted from 1, a projection {@code P1} [nIn,
 * width] and vectors {@code W1} [width, size]; then the biases b of the head and {@code b1} of
 * clusters.
 */
final class AdaptiveParameters implements ParamInitializer {
  static final AdaptiveParameters INSTANCE = new AdaptiveParameters();
  private static final String PROJECTION = "P";

  /** A vector of a cluster is drawn as if so many times its width came out: as PyTorch does it. */
  private static final double FAN_OUT = 5;

  private AdaptiveParameters() {}

  private static SoftmaxClusters clusters(Layer layer) {
    return ((TokenSoftmax) layer).clusters().orElseThrow();
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    SoftmaxClusters clusters = clusters(layer);
    return clusters.weights() + clusters.biases();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    List<String> keys = new ArrayList<>(weightKeys(layer));
    keys.addAll(biasKeys(layer));
    return keys;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    List<String> keys = new ArrayList<>(List.of(SoftmaxLayerParameters.WEIGHTS));
    for (int i = 1; i <= clusters(layer).clusters(); i++) {
      keys.add(PROJECTION + i);
      keys.add(SoftmaxLayerParameters.WEIGHTS + i);
    }
    return keys;
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    List<String> keys = new ArrayList<>(List.of(SoftmaxLayerParameters.BIAS));
    for (int i = 1; i <= clusters(layer).clusters(); i++) {
      keys.add(SoftmaxLayerParameters.BIAS + i);
    }
    return keys;
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !isBiasParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.startsWith(SoftmaxLayerParameters.BIAS);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    Layer layer = configuration.getLayer();
    paramKeys(layer).forEach(configuration::addVariable);
    Map<String, INDArray> views = getGradientsFromFlattened(configuration, view);
    if (initialize) {
      view.assign(0); // the biases
      weightKeys(layer).forEach(key -> draw((TokenSoftmax) layer, key, views.get(key)));
    }
    return Collections.synchronizedMap(views);
  }

  private static void draw(TokenSoftmax layer, String key, INDArray weights) {
    boolean vectors = key.length() > 1 && key.startsWith(SoftmaxLayerParameters.WEIGHTS);
    double fanIn = weights.size(0);
    double fanOut = vectors ? FAN_OUT * fanIn : weights.size(1);
    RecurrentParameters.draw(layer.getWeightInitFn(), fanIn, fanOut, weights);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    Layer layer = configuration.getLayer();
    SoftmaxClusters clusters = clusters(layer);
    Map<String, INDArray> views = new LinkedHashMap<>();
    Parts parts = new Parts(view);
    long hidden = clusters.hiddenSize();
    views.put(SoftmaxLayerParameters.WEIGHTS, parts.next(hidden, clusters.headOutputs()));
    for (int i = 0; i < clusters.clusters(); i++) {
      views.put(PROJECTION + (i + 1), parts.next(hidden, clusters.width(i)));
      views.put(
          SoftmaxLayerParameters.WEIGHTS + (i + 1),
          parts.next(clusters.width(i), clusters.size(i)));
    }
    views.put(SoftmaxLayerParameters.BIAS, parts.next(1, clusters.headOutputs()));
    for (int i = 0; i < clusters.clusters(); i++) {
      views.put(SoftmaxLayerParameters.BIAS + (i + 1), parts.next(1, clusters.size(i)));
    }
    return views;
  }

  /** Takes one matrix after another from a vector. */
  private static final class Parts {
    private final INDArray view;
    private long from;

    Parts(INDArray view) {
      this.view = view.rank() == 1 ? view.reshape(1, view.length()) : view;
    }

    INDArray next(long rows, long columns) {
      long to = from + rows * columns;
      INDArray part = view.get(NDArrayIndex.point(0), NDArrayIndex.interval(from, to));
      from = to;
      return part.reshape('f', rows, columns);
    }
  }
}
