package org.rnnlm.layer;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer without parameters, whose width does not follow from its input's, or is its input's. */
abstract class PlainLayer extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  /** Returns what computes the layer. */
  abstract Layer runtime(NeuralNetConfiguration configuration, DataType dataType);

  /** Returns how many values training keeps of each example. */
  abstract long kept(InputType input);

  @Override
  public final Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    Layer layer = runtime(configuration, dataType);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public final void setNIn(InputType input, boolean override) {
    // nothing follows from it
  }

  @Override
  public final InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public final LayerMemoryReport getMemoryReport(InputType input) {
    return Instances.memory(this, input, 0, kept(input));
  }

  @Override
  protected final boolean canEqual(Object other) {
    return other != null && getClass() == other.getClass();
  }
}
