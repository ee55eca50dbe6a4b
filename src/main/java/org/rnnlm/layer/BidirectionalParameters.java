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

/** The parameters of both directions, one after the other, as {@link RecurrentParameters} are. */
final class BidirectionalParameters implements ParamInitializer {
  static final BidirectionalParameters INSTANCE = new BidirectionalParameters();
  static final String FORWARD = "f";
  static final String BACKWARD = "b";

  private static final RecurrentParameters ONE = RecurrentParameters.INSTANCE;

  private BidirectionalParameters() {}

  /** Returns the half of an array that is of the forward or the backward layer. */
  static INDArray half(INDArray view, boolean forward) {
    INDArray flat = view.reshape(view.length());
    long half = view.length() / 2;
    return forward
        ? flat.get(NDArrayIndex.interval(0, half))
        : flat.get(NDArrayIndex.interval(half, view.length()));
  }

  private static Recurrent direction(Layer layer) {
    return ((BidirectionalRecurrent) layer).direction();
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return 2 * ONE.numParams(direction(layer));
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return both(ONE.paramKeys(direction(layer)));
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return both(ONE.weightKeys(direction(layer)));
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return both(ONE.biasKeys(direction(layer)));
  }

  private static List<String> both(List<String> keys) {
    return Stream.of(FORWARD, BACKWARD)
        .flatMap(prefix -> keys.stream().map(prefix::concat))
        .toList();
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return ONE.isWeightParam(layer, key.substring(1));
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return ONE.isBiasParam(layer, key.substring(1));
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    for (boolean forward : new boolean[] {true, false}) {
      NeuralNetConfiguration direction = BidirectionalRecurrent.direction(configuration);
      put(parameters, forward, ONE.init(direction, half(view, forward), initialize));
    }
    parameters.keySet().forEach(configuration::addVariable);
    return Collections.synchronizedMap(parameters);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    Map<String, INDArray> gradients = new LinkedHashMap<>();
    for (boolean forward : new boolean[] {true, false}) {
      NeuralNetConfiguration direction = BidirectionalRecurrent.direction(configuration);
      put(gradients, forward, ONE.getGradientsFromFlattened(direction, half(view, forward)));
    }
    return gradients;
  }

  private static void put(Map<String, INDArray> all, boolean forward, Map<String, INDArray> of) {
    of.forEach((key, array) -> all.put((forward ? FORWARD : BACKWARD) + key, array));
  }
}
