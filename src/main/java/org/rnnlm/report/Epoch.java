package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An epoch as a checkpoint's {@code state.json} tells of it.
 *
 * @param epoch counted from 1
 * @param rounds done since the run began
 * @param tokens trained since the run began
 * @param trainLoss nats
 * @param validLoss nats
 * @param validPerplexity its exponential
 * @param seconds of training since the run began
 * @param measures all other numbers, by name: accuracies and whatever else a training tells
 * @param confusion counts by actual and predicted class, by split; empty where there are no classes
 */
record Epoch(
    int epoch,
    int rounds,
    long tokens,
    double trainLoss,
    double validLoss,
    double validPerplexity,
    double seconds,
    Map<String, Double> measures,
    Map<String, JsonNode> confusion) {
  private static final Set<String> OWN =
      Set.of("epoch", "rounds", "tokens", "trainLoss", "validLoss", "validPerplexity", "seconds");

  static Epoch of(JsonNode json) {
    Map<String, Double> measures = new TreeMap<>();
    Map<String, JsonNode> confusion = new LinkedHashMap<>();
    json.fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isNumber() && !OWN.contains(field.getKey())) {
                measures.put(field.getKey(), field.getValue().doubleValue());
              }
            });
    json.path("measures")
        .fields()
        .forEachRemaining(field -> measures.put(field.getKey(), field.getValue().doubleValue()));
    json.path("confusion")
        .fields()
        .forEachRemaining(field -> confusion.put(field.getKey(), field.getValue().path("counts")));
    return new Epoch(
        json.path("epoch").intValue(),
        json.path("rounds").intValue(),
        json.path("tokens").longValue(),
        json.path("trainLoss").doubleValue(),
        json.path("validLoss").doubleValue(),
        json.path("validPerplexity").doubleValue(),
        json.path("seconds").doubleValue(),
        measures,
        confusion);
  }

  /** What an optional measure is; NaN if there is none of that name. */
  double measure(String name) {
    return measures.getOrDefault(name, Double.NaN);
  }
}
