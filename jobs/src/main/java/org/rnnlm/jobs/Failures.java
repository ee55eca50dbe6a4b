package org.rnnlm.jobs;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
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
  private static final List<Class<? extends Exception>> EXPLAINED =
      List.of(
          SettingsException.class,
          DataException.class,
          DivergedException.class,
          NoExecutorsException.class,
          UncheckedIOException.class);

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    Throwable reason = reason(failure);
    command.getErr().println("error: " + message(reason));
    if (failure instanceof InterruptedRun) {
      command.getErr().println(failure.getMessage());
    }
    return reason instanceof SettingsException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** The outermost cause that explains itself; of others, the failure. */
  private static Throwable reason(Exception failure) {
    Throwable whole = failure instanceof InterruptedRun ? failure.getCause() : failure;
    List<Throwable> causes =
        Stream.iterate(whole, cause -> cause != null, Throwable::getCause).toList();
    return causes.stream()
        .filter(cause -> EXPLAINED.stream().anyMatch(type -> type.isInstance(cause)))
        .findFirst()
        .or(() -> causes.stream().filter(Failures::isOfTheCluster).findFirst())
        .orElse(whole);
  }

  /** Spark's, without an exception of a task's behind it: executors that died, a lost master. */
  private static boolean isOfTheCluster(Throwable cause) {
    return cause instanceof SparkException && cause.getCause() == null;
  }

  private static String message(Throwable reason) {
    if (EXPLAINED.stream().anyMatch(type -> type.isInstance(reason))) {
      return reason.getMessage();
    }
    if (isOfTheCluster(reason)) {
      return "Spark gave up: " + reason.getMessage().lines().findFirst().orElse("");
    }
    LOG.error("failed unexpectedly", reason);
    return reason.toString();
  }
}
