package org.rnnlm.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A number of a run at one moment, with the names that MLflow's API has.
 *
 * @param key its name
 * @param value a finite number
 * @param timestamp milliseconds since 1970
 * @param step trained tokens
 */
record Metric(String key, double value, long timestamp, long step) {
  /** Returns one of each of some numbers. */
  static List<Metric> of(Map<String, Double> scalars, long timestamp, long step) {
    List<Metric> metrics = new ArrayList<>();
    scalars.forEach((name, value) -> metrics.add(new Metric(name, value, timestamp, step)));
    return metrics;
  }
}
