package org.rnnlm.jobs;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import org.rnnlm.io.ProgressLine;
import org.rnnlm.io.ProgressStyle;
import picocli.CommandLine.Option;

/** The options of every command by which a user says how much it tells. */
final class ConsoleOptions {
  @Option(
      names = "--quiet",
      description = "Shows results, warnings and errors alone: no progress and no remarks.")
  private boolean quiet;

  @Option(
      names = "--progress",
      defaultValue = "auto",
      paramLabel = "auto|plain|none",
      description =
          "How standard error shows how far a long command is: auto is one line that is written"
              + " over on a terminal, and plain elsewhere; plain is a line every ten seconds;"
              + " ${DEFAULT-VALUE} if not given.")
  private ProgressStyle progress = ProgressStyle.AUTO;

  /** Lets our own classes log no more than is wanted; log4j's simple logger shows no remarks. */
  void settle() {
    if (quiet && LogManager.getFactory() instanceof Log4jContextFactory) {
      Configurator.setLevel("org.rnnlm", Level.WARN);
    }
  }

  /** Returns how progress is shown. */
  ProgressStyle style() {
    return quiet ? ProgressStyle.NONE : progress;
  }

  /** Returns a line that shows progress as is wanted. */
  ProgressLine progressLine() {
    return new ProgressLine(style());
  }
}
