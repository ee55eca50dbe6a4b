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

  private static Map<String, long[]> weights(Layer layer) {
    SoftmaxClusters clusters = clusters(layer);
    long hidden = clusters.hiddenSize();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(SoftmaxLayerParameters.WEIGHTS, new long[] {hidden, clusters.headOutputs()});
    for (int i = 0; i < clusters.clusters(); i++) {
      long width = clusters.width(i);
      shapes.put(PROJECTION + (i + 1), new long[] {hidden, width});
      shapes.put(SoftmaxLayerParameters.WEIGHTS + (i + 1), new long[] {width, clusters.size(i)});
    }
    return shapes;
  }

  private static Map<String, long[]> biases(Layer layer) {
    SoftmaxClusters clusters = clusters(layer);
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(SoftmaxLayerParameters.BIAS, new long[] {1, clusters.headOutputs()});
    for (int i = 0; i < clusters.clusters(); i++) {
      shapes.put(SoftmaxLayerParameters.BIAS + (i + 1), new long[] {1, clusters.size(i)});
    }
    return shapes;
  }

  @Override
  public long numParams(Layer layer) {
    return ParameterShapes.size(weights(layer)) + ParameterShapes.size(biases(layer));
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    List<String> keys = new ArrayList<>(weightKeys(layer));
    keys.addAll(biasKeys(layer));
    return keys;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.copyOf(weights(layer).keySet());
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.copyOf(biases(layer).keySet());
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
    INDArray vector = view.reshape(view.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    ParameterShapes.put(weights(layer), vector, 0, views);
    ParameterShapes.put(biases(layer), vector, ParameterShapes.size(weights(layer)), views);
    return views;
  }
}
