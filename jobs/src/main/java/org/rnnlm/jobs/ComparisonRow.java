package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.io.AddedLater;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.text.Text;

/**
 * What a comparison tells of one run.
 *
 * @param name of the combination
 * @param model in words
 * @param parameters of the model
 * @param rounds trained
 * @param tokens trained
 * @param validLosses nats per token on the validation split after each epoch
 * @param bestValidLoss the lowest of them, and of those within epochs
 * @param bestValidPerplexity its exponential
 * @param measures of the best epoch beside losses; of a classifier accuracy and macro F1
 * @param seconds of training, validation left out
 * @param tokensPerSecond over them
 * @param arm what it is a run of, beside others that differ in the seed alone; by itself its name
 * @param coreSeconds that its workers were busy, all together
 */
record ComparisonRow(
    String name,
    String model,
    long parameters,
    int rounds,
    long tokens,
    @AddedLater List<Double> validLosses,
    double bestValidLoss,
    double bestValidPerplexity,
    @AddedLater Map<String, Double> measures,
    double seconds,
    double tokensPerSecond,
    @AddedLater String arm,
    @AddedLater double coreSeconds) {
  static final String JSON = "comparison.json";
  private static final String ACCURACY = "valid-accuracy";

  ComparisonRow {
    validLosses = List.copyOf(validLosses);
    measures = new TreeMap<>(measures);
    arm = arm == null ? name : arm;
  }

  /**
   * Returns the row of a trial.
   *
   * @param end where it stands
   * @param place its folder
   */
  static ComparisonRow of(Trial trial, TrainingState end, Folder place) {
    double coreSeconds =
        MetricsLog.read(place).stream()
            .mapToDouble(round -> round.coreSeconds(trial.workers()))
            .sum();
    return of(trial.name(), trial.arm(), end, trial.parameters(), coreSeconds);
  }

  private static ComparisonRow of(
      String name, String arm, TrainingState end, long parameters, double coreSeconds) {
    EpochMetrics best =
        end.bestEpoch()
            .orElseThrow(() -> new DataException("run " + name + " ended without an epoch"));
    double lowest = end.best().map(Validation::loss).orElse(best.validLoss());
    return new ComparisonRow(
        name,
        end.model().summary(),
        parameters,
        end.position().rounds(),
        end.position().tokens(),
        end.epochs().stream().map(EpochMetrics::validLoss).toList(),
        lowest,
        Math.exp(lowest),
        best.measures(),
        end.seconds(),
        end.position().tokens() / end.seconds(),
        arm,
        coreSeconds);
  }

  /** Returns the rows that a comparison has so far. */
  static List<ComparisonRow> read(Folder comparison) {
    return List.of(
        Json.read(comparison.readText(JSON), ComparisonRow[].class, comparison.location(JSON)));
  }

  /**
   * Returns all rows as a table in Markdown, each set against the first. Texts have classes, and no
   * perplexity: of classifiers it says how many they tell right.
   */
  static String table(List<ComparisonRow> rows) {
    boolean classes = rows.stream().allMatch(row -> row.measures.containsKey(ACCURACY));
    StringBuilder table =
        new StringBuilder(
            Text.format(
                "| run | parameters | rounds | tokens | valid loss | against the first | %s |"
                    + " minutes | tokens/s | core-seconds |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|\n",
                classes ? "valid accuracy" : "perplexity"));
    double first = rows.get(0).bestValidLoss();
    for (ComparisonRow row : rows) {
      table.append(
          Text.format(
              "| %s | %,d | %,d | %,d | %.4f | %s | %s | %.1f | %,.0f | %,.0f |%n",
              row.name,
              row.parameters,
              row.rounds,
              row.tokens,
              row.bestValidLoss,
              row == rows.get(0)
                  ? "–"
                  : Text.format("%+.2f %%", 100 * (row.bestValidLoss / first - 1)),
              classes
                  ? Text.format("%.4f", row.measures.get(ACCURACY))
                  : Text.format("%.3f", row.bestValidPerplexity),
              row.seconds / 60,
              row.tokensPerSecond,
              row.coreSeconds));
    }
    return table.toString();
  }
}
