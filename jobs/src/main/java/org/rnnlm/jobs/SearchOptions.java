package org.rnnlm.jobs;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which a command searches for a text instead of drawing one. */
final class SearchOptions {
  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Searches for the likeliest text with so many beginnings side by side, instead of drawing"
              + " one (generate.beam-width).")
  private Optional<Integer> beam;

  @Option(
      names = "--length-penalty",
      paramLabel = "A",
      description =
          "Favours longer texts in a search if it is above 0; an END can end them"
              + " (generate.length-penalty).")
  private Optional<Double> lengthPenalty;

  /** Returns whether a search is asked for. */
  boolean areGiven() {
    return beam.isPresent();
  }

  /** Takes them as the settings that they stand for. */
  void into(SettingsOptions options) {
    options
        .and("--beam", "generate.beam-width", beam)
        .and("--length-penalty", "generate.length-penalty", lengthPenalty);
  }
}
