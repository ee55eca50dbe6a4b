package org.rnnlm.report;

import java.util.ArrayList;
import java.util.List;
import org.rnnlm.report.Charts.Chart;
import org.rnnlm.report.Charts.Kind;
import org.rnnlm.report.Charts.Series;

/** The charts of a comparison that are of arms, not of single runs. */
final class ArmCharts {
  private static final String COST = "core-seconds";
  private static final String LOSS = "loss";

  private ArmCharts() {}

  /** Adds what losses cost, and, where there are several seeds, their means with a band. */
  static void add(List<Arm> arms, Charts charts) {
    if (arms.stream().anyMatch(Arm::hasSpread)) {
      charts.add(means(arms, charts));
    }
    charts.add(costs(arms, charts));
  }

  private static Chart means(List<Arm> arms, Charts charts) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      String name = arms.get(i).name();
      charts.table("arm" + i, arms.get(i).columns());
      series.add(new Series(name, "arm" + i, "mean"));
      series.add(new Series(name + " − spread", "arm" + i, "low"));
      series.add(new Series(name + " + spread", "arm" + i, "high"));
    }
    return new Chart(
        "Validation loss, mean of the seeds",
        "nats, one spread about it",
        Kind.BANDS,
        true,
        series);
  }

  private static Chart costs(List<Arm> arms, Charts charts) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < arms.size(); i++) {
      charts.table("cost" + i, columns(List.of(arms.get(i))));
      series.add(new Series(arms.get(i).name(), "cost" + i, LOSS));
    }
    charts.table("front", columns(Arm.front(arms)));
    series.add(new Series("nothing better at this cost", "front", LOSS));
    return new Chart(
        "Best validation loss against its cost",
        "nats, over the seconds that workers were busy",
        Kind.LINES,
        true,
        series,
        COST);
  }

  private static Columns columns(List<Arm> arms) {
    return new Columns().add(COST, arms, Arm::coreSeconds).add(LOSS, arms, Arm::meanLoss);
  }
}
