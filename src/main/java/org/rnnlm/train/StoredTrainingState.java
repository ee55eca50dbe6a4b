package org.rnnlm.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.List;
import org.rnnlm.io.Json;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.SequenceMode;

/**
 * A {@link TrainingState} as checkpoints hold it. Those of an earlier version do not name the mode
 * of their sequences: there was one, the stream.
 */
final class StoredTrainingState {
  @JsonProperty private ModelSpec model;
  @JsonProperty private String vocabulary;
  @JsonProperty private String trainingData;
  @JsonProperty private SequenceMode sequences;
  @JsonProperty private TrainingPosition position;
  @JsonProperty private Double epochLossSum;
  @JsonProperty private Long epochTokens;
  @JsonProperty private Double seconds;
  @JsonProperty private List<EpochMetrics> epochs;

  /** Makes the state. */
  static final class ToState extends StdConverter<StoredTrainingState, TrainingState> {
    @Override
    public TrainingState convert(StoredTrainingState stored) {
      return new TrainingState(
          Json.required("model", stored.model),
          Json.required("vocabulary", stored.vocabulary),
          Json.required("trainingData", stored.trainingData),
          stored.sequences == null ? SequenceMode.STREAM : stored.sequences,
          Json.required("position", stored.position),
          Json.required("epochLossSum", stored.epochLossSum),
          Json.required("epochTokens", stored.epochTokens),
          Json.required("seconds", stored.seconds),
          Json.required("epochs", stored.epochs));
    }
  }
}
