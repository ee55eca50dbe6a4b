package org.rnnlm.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.util.StdConverter;
import org.rnnlm.kernel.Cell;

/**
 * A {@link ModelSpec} as checkpoints hold it. What specifications of an earlier version lack has
 * the value that it had then: none.
 */
final class StoredModelSpec {
  @JsonProperty private Cell cell;
  @JsonProperty private int layers;
  @JsonProperty private int hiddenSize;
  @JsonProperty private int embeddingSize;
  @JsonProperty private double dropout;
  @JsonProperty private double recurrentDropout;
  @JsonProperty private boolean tiedEmbedding;
  @JsonProperty private double forgetBias; // of the start alone, so any value lets a run go on
  @JsonProperty private boolean frozenEmbedding;
  @JsonProperty private boolean bidirectional;
  @JsonProperty private HeadSpec head;

  @JsonProperty private Architecture architecture = Architecture.LANGUAGE_MODEL;

  /** Makes the specification, which checks itself. */
  static final class ToSpec extends StdConverter<StoredModelSpec, ModelSpec> {
    @Override
    public ModelSpec convert(StoredModelSpec stored) {
      return new ModelSpec(
          stored.cell,
          stored.layers,
          stored.hiddenSize,
          stored.embeddingSize,
          stored.dropout,
          stored.recurrentDropout,
          stored.tiedEmbedding,
          stored.forgetBias,
          stored.frozenEmbedding,
          stored.bidirectional,
          stored.head == null ? HeadSpec.LANGUAGE_MODEL : stored.head,
          stored.architecture);
    }
  }
}
