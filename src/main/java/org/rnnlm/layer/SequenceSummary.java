package org.rnnlm.layer;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One vector of each sequence: [batch, size, time] to [batch, size]. Of a mask over the steps,
 * [batch, time], those that are there count, and layers behind this one see none.
 */
public final class SequenceSummary extends PlainLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private Pooling pooling;
  @JsonProperty private boolean bidirectional;

  /** Makes a layer for JSON to fill in. */
  SequenceSummary() {}

  private SequenceSummary(Pooling pooling, boolean bidirectional) {
    this.pooling = Objects.requireNonNull(pooling, "pooling");
    this.bidirectional = bidirectional;
  }

  /** Makes the layer behind one that reads forwards. */
  public static SequenceSummary of(Pooling pooling) {
    return new SequenceSummary(pooling, false);
  }

  /** Makes the layer behind one of which the second half of what it gives reads backwards. */
  public static SequenceSummary ofBothDirections(Pooling pooling) {
    return new SequenceSummary(pooling, true);
  }

  Pooling pooling() {
    return pooling;
  }

  boolean bidirectional() {
    return bidirectional;
  }

  @Override
  SequenceSummaryRuntime runtime(NeuralNetConfiguration configuration, DataType dataType) {
    return new SequenceSummaryRuntime(configuration, dataType);
  }

  @Override
  public InputType getOutputType(int index, InputType input) {
    return InputType.feedForward(((InputType.InputTypeRecurrent) input).getSize());
  }

  @Override
  long kept(InputType input) {
    return input.arrayElementsPerExample();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SequenceSummary that
        && super.equals(that)
        && pooling == that.pooling
        && bidirectional == that.bidirectional;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), pooling, bidirectional);
  }
}
