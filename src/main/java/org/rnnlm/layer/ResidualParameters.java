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
import org.rnnlm.kernel.FeedForwardParameters;

/**
 * The parameters of a {@link ResidualBlock}, one after the other: the gain of what its recurrent
 * layer reads, unless it begins the stream; that layer's, by its own names; the gain of what the
 * feed-forward part reads, and its two layers; the gain of what the block gives, if it is the last.
 */
final class ResidualParameters implements ParamInitializer {
  static final ResidualParameters INSTANCE = new ResidualParameters();
  static final String GAIN = "gain";
  static final String FEED_FORWARD_GAIN = "feedForwardGain";
  static final String LAST_GAIN = "lastGain";
  private static final String UP = "up";
  private static final String UP_BIAS = "upBias";
  private static final String DOWN = "down";
  private static final String DOWN_BIAS = "downBias";
  private static final long WIDEST = 1 << 28; // products of two are in a long's range

  private ResidualParameters() {}

  private static ResidualBlock block(Layer layer) {
    return (ResidualBlock) layer;
  }

  private static long ofRecurrent(ResidualBlock block) {
    CellLayer recurrent = block.recurrent();
    return recurrent.initializer().numParams(recurrent);
  }

  /** Returns the shapes of what stands before the recurrent layer's parameters. */
  private static Map<String, long[]> before(ResidualBlock block) {
    return block.beginsStream() ? Map.of() : Map.of(GAIN, new long[] {block.getNIn()});
  }

  /** Returns the shapes of what stands behind them. */
  private static Map<String, long[]> behind(ResidualBlock block) {
    long width = block.getNOut();
    long inner = block.feedForwardSize();
    Map<String, long[]> shapes = new LinkedHashMap<>();
    shapes.put(FEED_FORWARD_GAIN, new long[] {width});
    shapes.put(UP, new long[] {width, inner});
    shapes.put(UP_BIAS, new long[] {inner});
    shapes.put(DOWN, new long[] {inner, width});
    shapes.put(DOWN_BIAS, new long[] {width});
    if (block.last()) {
      shapes.put(LAST_GAIN, new long[] {width});
    }
    return shapes;
  }

  /** Returns the part of all values that is the recurrent layer's. */
  static INDArray ofRecurrent(ResidualBlock block, INDArray view) {
    long from = ParameterShapes.size(before(block));
    return view.reshape(view.length()).get(NDArrayIndex.interval(from, from + ofRecurrent(block)));
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    ResidualBlock block = block(layer);
    if (block.feedForwardSize() < 1 || block.feedForwardSize() > WIDEST) {
      throw new IllegalArgumentException(
          "a feed-forward part is "
              + block.feedForwardSize()
              + " wide; from 1 to "
              + WIDEST
              + " are possible");
    }
    return ParameterShapes.size(before(block))
        + ofRecurrent(block)
        + ParameterShapes.size(behind(block));
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    ResidualBlock block = block(layer);
    CellLayer recurrent = block.recurrent();
    List<String> keys = new ArrayList<>(before(block).keySet());
    keys.addAll(recurrent.initializer().paramKeys(recurrent));
    keys.addAll(behind(block).keySet());
    return keys;
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    CellLayer recurrent = block(layer).recurrent();
    List<String> keys = new ArrayList<>(recurrent.initializer().weightKeys(recurrent));
    keys.addAll(List.of(UP, DOWN));
    return keys;
  }

  /** Gains are told with the biases: no decay draws them towards zero. */
  @Override
  public List<String> biasKeys(Layer layer) {
    List<String> keys = new ArrayList<>(paramKeys(layer));
    keys.removeAll(weightKeys(layer));
    return keys;
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
    ResidualBlock block = block(configuration.getLayer());
    if (initialize) {
      NeuralNetConfiguration recurrent = ResidualBlock.recurrent(configuration);
      recurrent.getLayer().initializer().init(recurrent, ofRecurrent(block, view), true);
    }
    Map<String, INDArray> parameters = getGradientsFromFlattened(configuration, view);
    parameters.keySet().forEach(configuration::addVariable);
    if (initialize) {
      draw(block, parameters);
    }
    return Collections.synchronizedMap(parameters);
  }

  private static void draw(ResidualBlock block, Map<String, INDArray> parameters) {
    for (String gain : List.of(GAIN, FEED_FORWARD_GAIN, LAST_GAIN)) {
      if (parameters.containsKey(gain)) {
        parameters.get(gain).assign(1);
      }
    }
    RecurrentParameters.draw(
        block.getWeightInitFn(), block.getNOut(), block.feedForwardSize(), parameters.get(UP));
    RecurrentParameters.draw(
        block.getWeightInitFn(), block.feedForwardSize(), block.getNOut(), parameters.get(DOWN));
    parameters.get(UP_BIAS).assign(0);
    parameters.get(DOWN_BIAS).assign(0);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    ResidualBlock block = block(configuration.getLayer());
    if (view.length() != numParams(block)) {
      throw new IllegalArgumentException(
          "a view of " + view.length() + " values where the layer has " + numParams(block));
    }
    INDArray flat = view.reshape(view.length());
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    ParameterShapes.put(before(block), flat, 0, parameters);
    NeuralNetConfiguration recurrent = ResidualBlock.recurrent(configuration);
    parameters.putAll(
        recurrent
            .getLayer()
            .initializer()
            .getGradientsFromFlattened(recurrent, ofRecurrent(block, view)));
    ParameterShapes.put(
        behind(block), flat, ParameterShapes.size(before(block)) + ofRecurrent(block), parameters);
    return parameters;
  }

  /** Returns where the values of the feed-forward part, or of its gradients, are. */
  static FeedForwardParameters feedForward(Map<String, INDArray> of) {
    return new FeedForwardParameters(
        SequenceArray.pointer(of.get(UP)),
        SequenceArray.pointer(of.get(UP_BIAS)),
        SequenceArray.pointer(of.get(DOWN)),
        SequenceArray.pointer(of.get(DOWN_BIAS)));
  }
}
