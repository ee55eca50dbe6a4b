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

/** The parameters of a {@link TagCrf}: W [nIn, nOut], b [nOut], T [nOut + 2, nOut]. */
final class TagCrfParameters implements ParamInitializer {
  static final TagCrfParameters INSTANCE = new TagCrfParameters();
  static final String WEIGHTS = SoftmaxLayerParameters.WEIGHTS;
  static final String BIAS = SoftmaxLayerParameters.BIAS;
  static final String TRANSITIONS = "T";

  private TagCrfParameters() {}

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    TagCrf crf = (TagCrf) layer;
    int tags = Math.toIntExact(crf.getNOut());
    return crf.getNIn() * tags + tags + LinearChain.transitions(tags);
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return List.of(WEIGHTS, BIAS, TRANSITIONS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return List.of(WEIGHTS, TRANSITIONS);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !isBiasParam(layer, key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return key.equals(BIAS);
  }

  /** Weights are drawn; biases and transitions begin with 0, so that all tags may follow all. */
  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    TagCrf layer = (TagCrf) configuration.getLayer();
    Map<String, INDArray> views = getGradientsFromFlattened(configuration, view);
    views.keySet().forEach(configuration::addVariable);
    if (initialize) {
      view.assign(0);
      INDArray weights = views.get(WEIGHTS);
      layer
          .getWeightInitFn()
          .init(
              layer.getNIn(),
              layer.getNOut(),
              weights.shape(),
              'f',
              part(view, 0, weights.length()));
    }
    return Collections.synchronizedMap(views);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    TagCrf layer = (TagCrf) configuration.getLayer();
    long tags = layer.getNOut();
    long weights = layer.getNIn() * tags;
    Map<String, INDArray> views = new LinkedHashMap<>();
    views.put(WEIGHTS, part(view, 0, weights).reshape('f', layer.getNIn(), tags));
    views.put(BIAS, part(view, weights, weights + tags).reshape('f', 1, tags));
    views.put(TRANSITIONS, part(view, weights + tags, view.length()).reshape('f', tags + 2, tags));
    return views;
  }

  private static INDArray part(INDArray view, long from, long to) {
    INDArray row = view.rank() == 1 ? view.reshape(1, view.length()) : view;
    return row.get(NDArrayIndex.point(0), NDArrayIndex.interval(from, to));
  }
}
