package org.rnnlm.layer;

import java.util.Collection;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What DL4J wants of every layer. */
final class Instances {
  private Instances() {}

  /** Gives a new layer its parameters. */
  static <L extends BaseLayer<?>> L complete(
      L layer,
      ParamInitializer parameters,
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray view,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(view);
    layer.setParamTable(parameters.init(configuration, view, initialize));
    return layer;
  }

  /**
   * Returns what DL4J wants to know of a layer's memory.
   *
   * @param parameters of the layer
   * @param kept values that training keeps of each example
   */
  static LayerMemoryReport memory(Layer layer, InputType input, long parameters, long kept) {
    long state =
        layer instanceof org.deeplearning4j.nn.conf.layers.BaseLayer trained
            ? trained.getIUpdater().stateSize(parameters)
            : 0;
    return new LayerMemoryReport.Builder(
            layer.getLayerName(), layer.getClass(), input, layer.getOutputType(-1, input))
        .standardMemory(parameters, state)
        .workingMemory(0, 0, parameters, kept)
        .cacheMemory(0, 0)
        .build();
  }

  /** Returns a layer's gradient, by parameter. */
  static Gradient gradient(INDArray all, Map<String, INDArray> views) {
    Gradient gradient = new DefaultGradient(all);
    views.forEach(gradient.gradientForVariable()::put);
    return gradient;
  }
}
