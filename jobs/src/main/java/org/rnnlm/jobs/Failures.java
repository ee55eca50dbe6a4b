package org.rnnlm.jobs;

import java.io.UncheckedIOException;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.train.DivergedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says what went wrong, and how the program ends: a message alone for what the user can mend, the
 * whole trace for what should not happen.
 */
final class Failures implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SettingsException) {
        command.getErr().println("error: " + cause.getMessage());
        return CommandLine.ExitCode.USAGE;
      }
      if (cause instanceof DataException
          || cause instanceof DivergedException
          || cause instanceof UncheckedIOException) {
        command.getErr().println("error: " + cause.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    LOG.error("failed unexpectedly", failure);
    command.getErr().println("error: " + failure);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
