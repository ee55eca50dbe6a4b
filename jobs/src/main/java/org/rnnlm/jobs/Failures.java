package org.rnnlm.jobs;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.train.DivergedException;
import picocli.CommandLine;

/**
 * Says what went wrong, and how the program ends: a message alone for what the user can mend and
 * for what the machine does, the whole trace for what should not happen, and for all with
 * RNNLM_TRACE=1.
 */
final class Failures {
  private static final List<Class<? extends Exception>> EXPLAINED =
      List.of(
          SettingsException.class,
          DataException.class,
          DivergedException.class,
          DivergedBefore.class,
          NoExecutorsException.class,
          UncheckedIOException.class);

  private static final Pattern IN_TASK =
      Pattern.compile("org\\.rnnlm\\.[\\w.]*Exception: (.+)"); // all of ours explain themselves

  private Failures() {}

  /** Tells of a failure; returns the exit code. */
  static int tell(Throwable failure, PrintWriter err) {
    err.println("error: " + message(failure, err));
    if (failure instanceof InterruptedRun) {
      err.println(failure.getMessage());
    }
    return explained(causes(failure)).filter(SettingsException.class::isInstance).isPresent()
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /**
   * Returns what went wrong, for people.
   *
   * @param err takes the trace of what should not happen
   */
  static String message(Throwable failure, PrintWriter err) {
    List<Throwable> causes = causes(failure);
    if (Trace.wanted()) {
      causes.get(0).printStackTrace(err);
    }
    return message(explained(causes), causes, err);
  }

  /** Returns a failure and what it comes from, but for what says how a run goes on. */
  private static List<Throwable> causes(Throwable failure) {
    Throwable whole = failure instanceof InterruptedRun ? failure.getCause() : failure;
    return Stream.iterate(whole, cause -> cause != null, Throwable::getCause).toList();
  }

  private static Optional<Throwable> explained(List<Throwable> causes) {
    return causes.stream().filter(Failures::isExplained).findFirst();
  }

  /** Returns the outermost cause that explains itself; of others what machine or cluster did. */
  private static String message(
      Optional<Throwable> explained, List<Throwable> causes, PrintWriter err) {
    return explained
        .filter(cause -> !(cause instanceof UncheckedIOException))
        .map(Throwable::getMessage)
        .or(() -> MachineFault.among(causes))
        .or(() -> explained.map(Throwable::getMessage))
        .or(
            () ->
                causes.stream().filter(Failures::isOfTheCluster).findFirst().map(Failures::gaveUp))
        .orElseGet(() -> unexpected(causes.get(0), err));
  }

  private static boolean isExplained(Throwable cause) {
    return EXPLAINED.stream().anyMatch(type -> type.isInstance(cause));
  }

  /** Spark's, without an exception of a task's behind it: executors that died, a lost master. */
  private static boolean isOfTheCluster(Throwable cause) {
    return cause instanceof SparkException && cause.getCause() == null;
  }

  /** Returns what a task said of the user's data, where only Spark's report of it is left. */
  private static String gaveUp(Throwable cause) {
    Matcher inTask = IN_TASK.matcher(cause.getMessage());
    return inTask.find()
        ? inTask.group(1)
        : "Spark gave up: " + cause.getMessage().lines().findFirst().orElse("");
  }

  private static String unexpected(Throwable failure, PrintWriter err) {
    if (!Trace.wanted()) {
      failure.printStackTrace(err);
    }
    return failure.toString();
  }
}
