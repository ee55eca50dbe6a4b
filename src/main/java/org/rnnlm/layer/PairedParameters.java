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

/**
 * The parameters of a layer with two parts that are alike, one after the other, each as {@link
 * RecurrentParameters} has them, and named with the part's name before.
 */
final class PairedParameters implements ParamInitializer {
  static final PairedParameters OF_ENCODER_AND_DECODER = new PairedParameters("encoder", "decoder");
  static final PairedParameters OF_DIRECTIONS = new PairedParameters("f", "b");

  private static final RecurrentParameters ONE = RecurrentParameters.INSTANCE;

  private final String first;
  private final String second;

  private PairedParameters(String first, String second) {
    this.first = first;
    this.second = second;
  }

  /** Returns the part of all values that is of the first part. */
  static INDArray firstHalf(INDArray view) {
    return view.reshape(view.length()).get(NDArrayIndex.interval(0, view.length() / 2));
  }

  /** Returns the part of all values that is of the second part. */
  static INDArray secondHalf(INDArray view) {
    return view.reshape(view.length()).get(NDArrayIndex.interval(view.length() / 2, view.length()));
  }

  /** Returns the first part's of both parts' arrays, by the names that a {@link Recurrent} has. */
  Map<String, INDArray> ofFirst(Map<String, INDArray> both) {
    return named(first, both);
  }

  /** Returns the second part's. */
  Map<String, INDArray> ofSecond(Map<String, INDArray> both) {
    return named(second, both);
  }

  private static Map<String, INDArray> named(String part, Map<String, INDArray> both) {
    Map<String, INDArray> named = new LinkedHashMap<>();
    both.forEach(
        (key, values) -> {
          if (key.startsWith(part)) {
            named.put(key.substring(part.length()), values);
          }
        });
    return named;
  }

  private static Recurrent part(Layer layer) {
    return ((CellLayer) layer).part();
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return 2 * ONE.numParams(part(layer));
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return ofBoth(ONE.paramKeys(part(layer)));
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return ofBoth(ONE.weightKeys(part(layer)));
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return ofBoth(ONE.biasKeys(part(layer)));
  }

  private List<String> ofBoth(List<String> keys) {
    return Stream.of(first, second).flatMap(part -> keys.stream().map(part::concat)).toList();
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
      Recurrent part = part(configuration.getLayer());
      RecurrentParameters.draw(part, ofFirst(parameters));
      RecurrentParameters.draw(part, ofSecond(parameters));
    }
    return Collections.synchronizedMap(parameters);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    Recurrent part = part(configuration.getLayer());
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    RecurrentParameters.views(part, firstHalf(view))
        .forEach((key, values) -> parameters.put(first + key, values));
    RecurrentParameters.views(part, secondHalf(view))
        .forEach((key, values) -> parameters.put(second + key, values));
    return parameters;
  }
}
