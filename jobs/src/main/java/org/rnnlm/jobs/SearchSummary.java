package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnlm.jobs.halving.Halving;
import org.rnnlm.jobs.halving.Rungs;
import org.rnnlm.text.Text;

/**
 * A summary is what a search came to, as {@code search.json} keeps it.
 *
 * @param eta of so many trials one went on
 * @param seeds of each trial
 * @param keys that were searched
 * @param rungs what was trained and promoted, from the first
 * @param trials the best first
 * @param coreSeconds that all of them took
 */
record SearchSummary(
    int eta,
    int seeds,
    List<String> keys,
    List<Rung> rungs,
    List<Found> trials,
    double coreSeconds) {
  static final String JSON = "search.json";

  /**
   * A rung.
   *
   * @param epochs that its trials have at its end
   * @param trials in the order in which they were promoted to it
   */
  record Rung(int epochs, List<String> trials) {
    Rung {
      trials = List.copyOf(trials);
    }
  }

  /**
   * A trial.
   *
   * @param trial its name
   * @param epochs of the last rung that it came to
   * @param validLoss the lowest until then, of several seeds in the mean; infinite if it diverged
   * @param coreSeconds that it took
   * @param settings that it was searched with, by key
   */
  record Found(
      String trial,
      int epochs,
      double validLoss,
      double coreSeconds,
      Map<String, String> settings) {}

  SearchSummary {
    keys = List.copyOf(keys);
    rungs = List.copyOf(rungs);
    trials = List.copyOf(trials);
  }

  /** Returns the summary of a search that is done. */
  static SearchSummary of(List<String> keys, Rungs rungs, HalvedTrials plan, TrialTable table) {
    Halving decided = plan.decided();
    List<Rung> shown = new ArrayList<>();
    for (int rung = 0; rung < rungs.epochs().size(); rung++) {
      List<String> names =
          decided.entered(rung).stream().map(trial -> plan.runs(trial).get(0).arm()).toList();
      shown.add(new Rung(rungs.epochs().get(rung), names));
    }
    Map<String, Double> coreSeconds =
        ArmRow.of(table.rows()).stream()
            .collect(Collectors.toMap(ArmRow::arm, ArmRow::coreSeconds));
    List<Found> found =
        decided.ranking().stream()
            .map(trial -> found(trial, keys, rungs, plan, coreSeconds))
            .toList();
    return new SearchSummary(
        rungs.eta(),
        plan.runs(0).size(),
        keys,
        shown,
        found,
        coreSeconds.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  private static Found found(
      int trial,
      List<String> keys,
      Rungs rungs,
      HalvedTrials plan,
      Map<String, Double> coreSeconds) {
    Trial run = plan.runs(trial).get(0);
    int furthest = plan.decided().furthest(trial);
    return new Found(
        run.arm(),
        furthest < 0 ? 0 : rungs.epochs().get(furthest),
        furthest < 0
            ? Double.POSITIVE_INFINITY
            : plan.decided().loss(trial, furthest).orElseThrow(),
        coreSeconds.getOrDefault(run.arm(), 0.0),
        new SettingColumns(keys).of(run));
  }

  /** Returns the trials as a table in Markdown, the best first. */
  String table() {
    SettingColumns columns = new SettingColumns(keys);
    StringBuilder table =
        new StringBuilder(columns.head("trial", "epochs", "valid loss", "core-seconds"));
    for (Found one : trials) {
      table.append(
          Text.format(
              "| %s | %d | %s | %,.0f |%s%n",
              one.trial,
              one.epochs,
              Double.isFinite(one.validLoss) ? Text.format("%.4f", one.validLoss) : "diverged",
              one.coreSeconds,
              columns.cells(one.settings)));
    }
    return table.toString();
  }
}
