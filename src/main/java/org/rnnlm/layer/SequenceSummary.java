package org.rnnlm.layer;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One vector of each sequence: [batch, size, time] to [batch, size]. Of a mask over the steps,
 * [batch, time], those that are there count, and layers behind this one see none.
 */
public final class SequenceSummary extends NoParamLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private Pooling pooling;
  @JsonProperty private boolean bidirectional;

  /** Makes a layer for JSON to fill in. */
  SequenceSummary() {}

  /**
   * @param bidirectional whether the second half of the input is of a layer that reads backwards
   */
  public SequenceSummary(Pooling pooling, boolean bidirectional) {
    this.pooling = Objects.requireNonNull(pooling, "pooling");
    this.bidirectional = bidirectional;
  }

  Pooling pooling() {
    return pooling;
  }

  boolean bidirectional() {
    return bidirectional;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parametersView,
      boolean initialize,
      DataType dataType) {
    SequenceSummaryRuntime layer = new SequenceSummaryRuntime(configuration, dataType);
    layer.setListeners(listeners);
    layer.setIndex(index);
    return layer;
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.feedForward(((InputType.InputTypeRecurrent) input).getSize());
  }

  @Override
  public void setNIn(InputType input, boolean override) {
    // as wide as what it is given
  }

  @Override
  public InputPreProcessor getPreProcessorForInputType(InputType input) {
    return null;
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    InputType output = getOutputType(-1, input);
    return new LayerMemoryReport.Builder(layerName, SequenceSummary.class, input, output)
        .standardMemory(0, 0)
        .workingMemory(0, 0, 0, input.arrayElementsPerExample())
        .cacheMemory(0, 0)
        .build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SequenceSummary that
        && super.equals(that)
        && pooling == that.pooling
        && bidirectional == that.bidirectional;
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof SequenceSummary;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), pooling, bidirectional);
  }
}
