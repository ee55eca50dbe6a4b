package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What went wrong on the cluster and was made good, over the rounds of a run.
 *
 * @param counts by the name that {@code metrics.jsonl} has for it
 */
record FaultTotals(Map<String, Long> counts) {
  static final FaultTotals NONE = new FaultTotals(Map.of());

  private static final List<String> NAMES =
      List.of("lostExecutors", "failedTasks", "repeatedTasks", "speculativeTasks");

  FaultTotals plus(JsonNode line) {
    Map<String, Long> sums = new LinkedHashMap<>();
    NAMES.forEach(
        name -> sums.put(name, counts.getOrDefault(name, 0L) + line.path(name).longValue()));
    return new FaultTotals(sums);
  }

  boolean none() {
    return counts.values().stream().allMatch(count -> count == 0);
  }

  /** {@code lostExecutors} as {@code lost executors}. */
  static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
