package org.rnnlm.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.report.Charts.Chart;
import org.rnnlm.report.Charts.Kind;
import org.rnnlm.report.Charts.Series;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundPart;
import org.rnnlm.text.Text;

/** Which charts the page of a run has. */
final class RunCharts {
  private static final String ROUNDS = "rounds";
  private static final String EPOCHS = "epochs";
  private static final String VALIDATIONS = "validations";

  private RunCharts() {}

  static Charts of(RunFiles run) {
    Charts charts =
        new Charts()
            .table(ROUNDS, run.curve().columns(run.epochTokens()))
            .table(EPOCHS, run.epochColumns())
            .table(VALIDATIONS, run.curve().validations(run.epochTokens()));
    charts.add(new Chart("Loss", run.lossUnit(), Kind.LINES, true, losses(run)));
    measures(run).forEach(charts::add);
    if (run.epochs().stream().noneMatch(EpochMetrics::ofClasses)) {
      charts.add(
          new Chart(
              "Perplexity",
              "on the validation split",
              Kind.LINES,
              true,
              List.of(new Series("validation", EPOCHS, "validPerplexity"))));
    }
    charts.add(line("Learning rate", rate(run), "learningRate", "learning rate"));
    if (run.curve().hasGradients()) {
      charts.add(gradients(run));
      charts.add(line("Clipped steps", "of each round's, in per cent", "clipped", "above a limit"));
    }
    charts.add(line("Throughput", "tokens a second", "tokensPerSecond", "all workers together"));
    charts.add(
        new Chart(
            "Time by part",
            "share of each round",
            Kind.SHARES,
            Arrays.stream(RoundPart.values())
                .map(part -> new Series(part.title(), ROUNDS, RoundCurve.column(part)))
                .toList()));
    if (run.curve().hasSpread()) {
      charts.add(spread("Workers: loss", "nats, each round", "loss", "leastLoss", "mostLoss"));
      charts.add(spread("Workers: time", "seconds, each round", "leastSeconds", "mostSeconds"));
    }
    return charts;
  }

  /** Norms differ by magnitudes where a run goes wrong, and that is when they are looked at. */
  private static Chart gradients(RunFiles run) {
    double limit = run.number("train.clip-norm").orElse(0.0);
    String unit =
        limit > 0
            ? Text.format("of each round's steps, before they are clipped to %.4g", limit)
            : "of each round's steps";
    return new Chart(
        "Gradient norm",
        unit,
        Kind.LINES,
        true,
        List.of(
            new Series("mean", ROUNDS, "meanNorm"), new Series("largest", ROUNDS, "largestNorm")));
  }

  private static Chart line(String title, String unit, String column, String label) {
    return new Chart(title, unit, Kind.LINES, List.of(new Series(label, ROUNDS, column)));
  }

  private static Chart spread(String title, String unit, String... columns) {
    List<Series> series = new ArrayList<>();
    for (String column : columns) {
      String label =
          column.startsWith("least") ? "least" : column.startsWith("most") ? "most" : "mean";
      series.add(new Series(label, ROUNDS, column));
    }
    return new Chart(title, unit, Kind.BAND, true, series);
  }

  private static List<Series> losses(RunFiles run) {
    List<Series> series = new ArrayList<>();
    series.add(new Series("training, each round", ROUNDS, "loss"));
    series.add(new Series("training, mean of the epoch", EPOCHS, "trainLoss"));
    series.add(new Series("validation", EPOCHS, "validLoss"));
    if (run.curve().hasValidations()) {
      series.add(new Series("validation, within epochs", VALIDATIONS, "validLoss"));
    }
    if (run.floor().isPresent()) {
      series.add(new Series("floor: no model can do better", EPOCHS, RunFiles.FLOOR));
    }
    return series;
  }

  /** Returns why the rate is not what the setting says, where it is not. */
  private static String rate(RunFiles run) {
    double set = run.number("train.learning-rate").orElse(0.0);
    double peak = run.curve().peakLearningRate();
    double factor = peak / set;
    if (!(factor > 1.01)) {
      return "of each round";
    }
    return Text.format(
        "of each round; %.4g at most: train.learning-rate = %.4g times %.4g, which train.rate-scale"
            + " = %s makes of %s workers",
        peak,
        set,
        factor,
        run.setting("train.rate-scale").orElse("?"),
        run.setting("train.workers").orElse("?"));
  }

  /**
   * Returns a chart for each kind of measure: {@code train-accuracy} and {@code valid-accuracy}
   * share one.
   */
  static List<Chart> measures(RunFiles run) {
    Map<String, List<Series>> kinds = new LinkedHashMap<>();
    for (String name : run.measures()) {
      kinds
          .computeIfAbsent(kind(name), kind -> new ArrayList<>())
          .add(new Series(name, EPOCHS, name));
    }
    List<Chart> charts = new ArrayList<>();
    kinds.forEach(
        (kind, series) -> charts.add(new Chart(kind, "after each epoch", Kind.LINES, series)));
    return charts;
  }

  private static String kind(String measure) {
    return measure.replaceFirst("^(train|valid)-(?=.)", "");
  }
}
