package org.rnnlm.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The vectors of an embedding, row by row: [vocabulary, width]; and behind them, where it reads
 * characters, the vectors of these [symbols, size], filters [size, width * filters] and biases [1,
 * filters].
 */
final class EmbeddingParameters implements ParamInitializer {
  static final EmbeddingParameters INSTANCE = new EmbeddingParameters();
  static final String VECTORS = "W";
  static final String CHARACTERS = "C";
  static final String FILTERS = "F";
  static final String BIASES = "b";

  private EmbeddingParameters() {}

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    TokenEmbedding embedding = (TokenEmbedding) layer;
    return vectors(embedding) + embedding.reader().map(CharacterReader::parameters).orElse(0L);
  }

  private static long vectors(TokenEmbedding embedding) {
    return embedding.getNIn() * embedding.vectorWidth();
  }

  private static boolean reads(Layer layer) {
    return ((TokenEmbedding) layer).reader().isPresent();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return reads(layer) ? List.of(VECTORS, CHARACTERS, FILTERS, BIASES) : List.of(VECTORS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return reads(layer) ? List.of(VECTORS, CHARACTERS, FILTERS) : List.of(VECTORS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return reads(layer) ? List.of(BIASES) : List.of();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !isBiasParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.equals(BIASES);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    TokenEmbedding layer = (TokenEmbedding) configuration.getLayer();
    paramKeys(layer).forEach(configuration::addVariable);
    Map<String, INDArray> views = getGradientsFromFlattened(configuration, view);
    if (initialize) {
      // An input is one vector: a fan of the vocabulary's size would make all vectors tiny.
      draw(layer, 1, layer.vectorWidth(), views.get(VECTORS));
      layer
          .reader()
          .ifPresent(
              reader -> {
                draw(layer, 1, reader.size(), views.get(CHARACTERS));
                draw(layer, reader.size() * reader.width(), reader.filters(), views.get(FILTERS));
                views.get(BIASES).assign(0);
              });
    }
    return Collections.synchronizedMap(views);
  }

  private static void draw(TokenEmbedding layer, int inputs, int outputs, INDArray values) {
    INDArray flat = values.reshape('c', 1, values.length());
    layer.getWeightInitFn().init(inputs, outputs, values.shape(), 'c', flat);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    TokenEmbedding layer = (TokenEmbedding) configuration.getLayer();
    INDArray all = view.rank() == 1 ? view : view.reshape(view.length());
    Map<String, INDArray> views = new LinkedHashMap<>();
    put(VECTORS, all, 0, layer.getNIn(), layer.vectorWidth(), views);
    layer
        .reader()
        .ifPresent(
            reader -> {
              long at = vectors(layer);
              long characters = (long) reader.symbols() * reader.size();
              long filters = (long) reader.width() * reader.filters();
              put(CHARACTERS, all, at, reader.symbols(), reader.size(), views);
              put(FILTERS, all, at + characters, reader.size(), filters, views);
              put(
                  BIASES,
                  all,
                  at + characters + reader.size() * filters,
                  1,
                  reader.filters(),
                  views);
            });
    return views;
  }

  private static void put(
      String key, INDArray all, long from, long rows, long columns, Map<String, INDArray> views) {
    INDArray part =
        from == 0 && rows * columns == all.length()
            ? all
            : all.get(NDArrayIndex.interval(from, from + rows * columns));
    views.put(key, part.reshape('c', rows, columns));
  }
}
