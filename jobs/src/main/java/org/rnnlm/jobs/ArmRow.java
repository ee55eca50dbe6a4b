package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;

/**
 * An arm tells what runs that differ in the seed alone come to together.
 *
 * @param arm what they are runs of
 * @param seeds how many there are
 * @param meanLoss of their best validation losses
 * @param spread of these, as the standard deviation of such runs; 0 of a single one
 * @param coreSeconds of all
 */
record ArmRow(String arm, int seeds, double meanLoss, double spread, double coreSeconds) {

  /** Returns a row for each arm, in the order of their first runs. */
  static List<ArmRow> of(List<ComparisonRow> rows) {
    Map<String, List<ComparisonRow>> arms =
        rows.stream()
            .collect(
                Collectors.groupingBy(ComparisonRow::arm, LinkedHashMap::new, Collectors.toList()));
    return arms.entrySet().stream().map(arm -> of(arm.getKey(), arm.getValue())).toList();
  }

  private static ArmRow of(String arm, List<ComparisonRow> runs) {
    double mean = runs.stream().mapToDouble(ComparisonRow::bestValidLoss).average().orElseThrow();
    double squares =
        runs.stream().mapToDouble(run -> Math.pow(run.bestValidLoss() - mean, 2)).sum();
    return new ArmRow(
        arm,
        runs.size(),
        mean,
        runs.size() == 1 ? 0 : Math.sqrt(squares / (runs.size() - 1)),
        runs.stream().mapToDouble(ComparisonRow::coreSeconds).sum());
  }

  /** Returns all arms as a table in Markdown, each set against the first. */
  static String table(List<ArmRow> arms) {
    StringBuilder table =
        new StringBuilder(
            "| trial | seeds | valid loss, mean | spread | against the first | core-seconds |\n"
                + "|---|---|---|---|---|---|\n");
    ArmRow first = arms.get(0);
    for (ArmRow arm : arms) {
      table.append(
          Text.format(
              "| %s | %d | %.4f | %s | %s | %,.0f |%n",
              arm.arm,
              arm.seeds,
              arm.meanLoss,
              arm.seeds == 1 ? "–" : Text.format("%.4f", arm.spread),
              arm == first
                  ? "–"
                  : Text.format("%+.2f %%", 100 * (arm.meanLoss / first.meanLoss - 1)),
              arm.coreSeconds));
    }
    return table.toString();
  }
}
