package org.rnnlm.train;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Map;
import java.util.Objects;
import org.rnnlm.evaluate.Confusion;
import org.rnnlm.io.Json;

/** {@link EpochMetrics} as checkpoints hold them. Those of an earlier version know no measures. */
final class StoredEpochMetrics {
  @JsonProperty private Integer epoch;
  @JsonProperty private Integer rounds;
  @JsonProperty private Long tokens;
  @JsonProperty private Double trainLoss;
  @JsonProperty private Double validLoss;
  @JsonProperty private Double validPerplexity;
  @JsonProperty private Double seconds;
  @JsonProperty private Map<String, Double> measures;
  @JsonProperty private Map<String, Confusion> confusion;

  /** Makes the metrics. */
  static final class ToMetrics extends StdConverter<StoredEpochMetrics, EpochMetrics> {
    @Override
    public EpochMetrics convert(StoredEpochMetrics stored) {
      return new EpochMetrics(
          Json.required("epoch", stored.epoch),
          Json.required("rounds", stored.rounds),
          Json.required("tokens", stored.tokens),
          Json.required("trainLoss", stored.trainLoss),
          Json.required("validLoss", stored.validLoss),
          Json.required("validPerplexity", stored.validPerplexity),
          Json.required("seconds", stored.seconds),
          Objects.requireNonNullElse(stored.measures, Map.of()),
          Objects.requireNonNullElse(stored.confusion, Map.of()));
    }
  }
}
