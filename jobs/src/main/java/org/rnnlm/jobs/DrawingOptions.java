package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnlm.io.Json;
import picocli.CommandLine.Option;

/** The options by which a command takes how tokens are drawn, beside the temperature. */
final class DrawingOptions {
  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Draws among the K likeliest tokens (generate.top-k).")
  private Optional<Integer> topK;

  @Option(
      names = "--top-p",
      paramLabel = "P",
      description =
          "Draws among the likeliest tokens that have this probability together (generate.top-p).")
  private Optional<Double> topP;

  @Option(
      names = "--min-p",
      paramLabel = "P",
      description =
          "Draws among tokens that have this share of the likeliest one's probability"
              + " (generate.min-p).")
  private Optional<Double> minP;

  @Option(
      names = "--repetition-penalty",
      paramLabel = "R",
      description =
          "Makes the tokens of the last text less likely if it is above 1"
              + " (generate.repetition-penalty).")
  private Optional<Double> repetitionPenalty;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description =
          "Ends what is written before this text; may be given several times (generate.stop).")
  private List<String> stops = new ArrayList<>();

  /** Takes them as the settings that they stand for. */
  void into(SettingsOptions options) {
    options
        .and("--top-k", "generate.top-k", topK)
        .and("--top-p", "generate.top-p", topP)
        .and("--min-p", "generate.min-p", minP)
        .and("--repetition-penalty", "generate.repetition-penalty", repetitionPenalty)
        .and(
            "--stop",
            "generate.stop",
            Optional.of(stops).filter(some -> !some.isEmpty()).map(Json::line));
  }
}
