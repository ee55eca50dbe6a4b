package org.rnnlm.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The vectors of an embedding, row by row: [vocabulary, width]. */
final class EmbeddingParameters implements ParamInitializer {
  static final EmbeddingParameters INSTANCE = new EmbeddingParameters();
  static final String VECTORS = "W";

  private EmbeddingParameters() {}

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    TokenEmbedding embedding = (TokenEmbedding) layer;
    return embedding.getNIn() * embedding.getNOut();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(VECTORS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(VECTORS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return true;
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return false;
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    TokenEmbedding layer = (TokenEmbedding) configuration.getLayer();
    configuration.addVariable(VECTORS);
    if (initialize) {
      // An input is one vector: a fan of the vocabulary's size would make all vectors tiny.
      layer
          .getWeightInitFn()
          .init(
              1,
              layer.getNOut(),
              new long[] {layer.getNIn(), layer.getNOut()},
              'c',
              view.reshape('c', 1, view.length()));
    }
    return Collections.synchronizedMap(getGradientsFromFlattened(configuration, view));
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    TokenEmbedding layer = (TokenEmbedding) configuration.getLayer();
    Map<String, INDArray> views = new LinkedHashMap<>();
    views.put(VECTORS, view.reshape('c', layer.getNIn(), layer.getNOut()));
    return views;
  }
}
