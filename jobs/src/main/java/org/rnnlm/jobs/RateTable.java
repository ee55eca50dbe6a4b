package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.rnnlm.text.Text;
import org.rnnlm.train.RateCurve;

/**
 * Losses at rising rates, and what they suggest, as {@code find-rate} tells it.
 *
 * @param highest the last rate that was asked for
 */
record RateTable(RateCurve curve, double highest) {
  private static final int ROWS = 25;

  /** Returns the table for people, line by line. */
  List<String> lines() {
    List<Double> smoothed = curve.smoothed();
    List<String> lines = new ArrayList<>(List.of("", "rate        loss, smoothed"));
    int step = Math.max(1, (smoothed.size() + ROWS - 1) / ROWS);
    for (int i = 0; i < smoothed.size(); i += step) {
      lines.add(Text.format("%-11.2e %.4f", curve.rates().get(i), smoothed.get(i)));
    }
    lines.add("");
    lines.add("steepest   " + shown(curve.steepest(), "the loss does not fall"));
    lines.add(
        "diverging  "
            + shown(
                curve.diverging(),
                Text.format("not up to %s; a higher --highest may tell", highest)));
    lines.add("suggested  " + suggestion());
    return lines;
  }

  private static String shown(OptionalDouble rate, String otherwise) {
    return rate.isPresent() ? Text.format("%.2e", rate.getAsDouble()) : otherwise;
  }

  private String suggestion() {
    return curve.suggested().isPresent()
        ? Text.format(
            "--set train.learning-rate=%.1e, a first guess: compare it with its half and its"
                + " double",
            curve.suggested().getAsDouble())
        : "nothing: the loss does not fall; give a lower --lowest, or more --batches";
  }

  /** Returns the same for programs, all batches of it. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    curve.suggested().ifPresent(rate -> fields.put("suggested", rate));
    curve.steepest().ifPresent(rate -> fields.put("steepest", rate));
    curve.diverging().ifPresent(rate -> fields.put("diverging", rate));
    fields.put("rates", curve.rates());
    fields.put("losses", curve.losses());
    fields.put("smoothed", curve.smoothed());
    return fields;
  }
}
