package org.rnnlm.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The encoder's parameters, then the decoder's, each as {@link RecurrentParameters} has them. */
final class EncoderDecoderParameters implements ParamInitializer {
  static final EncoderDecoderParameters INSTANCE = new EncoderDecoderParameters();
  static final String ENCODER = "encoder";
  static final String DECODER = "decoder";

  private static final RecurrentParameters HALF = RecurrentParameters.INSTANCE;

  private EncoderDecoderParameters() {}

  private static Recurrent half(Layer layer) {
    return ((EncoderDecoder) layer).half();
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return 2 * HALF.numParams(half(layer));
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return ofBoth(HALF.paramKeys(layer));
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return ofBoth(HALF.weightKeys(layer));
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return ofBoth(HALF.biasKeys(layer));
  }

  private static List<String> ofBoth(List<String> keys) {
    return Stream.of(ENCODER, DECODER).flatMap(of -> keys.stream().map(of::concat)).toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return weightKeys(layer).contains(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return biasKeys(layer).contains(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    Map<String, INDArray> parameters = getGradientsFromFlattened(configuration, view);
    parameters.keySet().forEach(configuration::addVariable);
    if (initialize) {
      Recurrent half = half(configuration.getLayer());
      RecurrentParameters.draw(half, of(ENCODER, parameters));
      RecurrentParameters.draw(half, of(DECODER, parameters));
    }
    return Collections.synchronizedMap(parameters);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    Recurrent half = half(configuration.getLayer());
    long size = HALF.numParams(half);
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    RecurrentParameters.views(half, flat.get(NDArrayIndex.interval(0, size)))
        .forEach((key, values) -> parameters.put(ENCODER + key, values));
    RecurrentParameters.views(half, flat.get(NDArrayIndex.interval(size, 2 * size)))
        .forEach((key, values) -> parameters.put(DECODER + key, values));
    return parameters;
  }

  /** Returns those of the encoder, or of the decoder, by the names that a {@link Recurrent} has. */
  static Map<String, INDArray> of(String which, Map<String, INDArray> both) {
    Map<String, INDArray> half = new LinkedHashMap<>();
    both.forEach(
        (key, values) -> {
          if (key.startsWith(which)) {
            half.put(key.substring(which.length()), values);
          }
        });
    return half;
  }
}
