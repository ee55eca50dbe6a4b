package org.rnnlm.jobs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import org.rnnlm.io.Json;
import org.rnnlm.io.ProgressLine;
import org.rnnlm.io.ProgressStyle;
import picocli.CommandLine.Option;

/**
 * The options of every command by which a user says how much it tells, and to whom: a person reads
 * what commands print, a program their results as JSON.
 */
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
          "Says how standard error shows how far a long command is: auto is one line that is"
              + " written over on a terminal, and plain elsewhere; plain is a line every ten"
              + " seconds; ${DEFAULT-VALUE} if not given.")
  private ProgressStyle progress = ProgressStyle.AUTO;

  @Option(
      names = "--json",
      description =
          "Prints the result for programs, and nothing else: an object of JSON, or one a line where"
              + " there are several.")
  private boolean json;

  private PrintStream programs = System.out;

  /** Runs a command that tells no more than is wanted. */
  int run(IntSupplier command) {
    // Log4j's simple logger, which commands without Spark have, shows no remarks anyway.
    if (quiet && LogManager.getFactory() instanceof Log4jContextFactory) {
      Configurator.setLevel("org.rnnlm", Level.WARN);
    }
    PrintStream out = System.out;
    programs = out;
    if (!json) {
      return command.getAsInt();
    }
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      return command.getAsInt();
    } finally {
      System.setOut(out);
    }
  }

  /** Prints a result, or a part of one that has several, if programs are to read it. */
  void result(Object value) {
    if (json) {
      programs.println(Json.line(value));
    }
  }

  /** Prints a result for programs, below what people read too. */
  void lastLine(Object value) {
    programs.println(Json.line(value));
  }

  /** Returns whether programs are to read the results. */
  boolean isForPrograms() {
    return json;
  }

  /** Returns where results go, whoever reads them. */
  PrintStream results() {
    return programs;
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
