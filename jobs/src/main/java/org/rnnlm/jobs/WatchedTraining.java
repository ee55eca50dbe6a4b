package org.rnnlm.jobs;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.Folder;
import org.rnnlm.train.ClaimLostException;
import org.rnnlm.train.Sitting;

/** A sitting of a run that ends where there is no executor, and says how the run goes on. */
final class WatchedTraining {
  private final JavaSparkContext spark;
  private final int waitSeconds;
  private final Optional<Folder> from;
  private final String command;
  private final AtomicReference<Sitting> begun = new AtomicReference<>();

  /**
   * @param waitSeconds how long there may be no executor; 0 for ever
   * @param from the checkpoint that it goes on from, if any
   * @param command what goes on with a run that could not
   */
  WatchedTraining(JavaSparkContext spark, int waitSeconds, Optional<Folder> from, String command) {
    this.spark = spark;
    this.waitSeconds = waitSeconds;
    this.from = from;
    this.command = command;
  }

  /**
   * Trains the only run of a program, which tells how it goes on when it is interrupted.
   *
   * @param beginning makes the sitting; what it refuses is thrown as it is
   * @throws InterruptedRun if the run has begun and cannot go on
   */
  Sitting.End train(Supplier<Sitting> beginning) {
    Supplier<String> how = () -> InterruptedRun.howToGoOn(lastCheckpoint(), command);
    try (Interruption interruption = new Interruption(how)) {
      return train(beginning, Sitting::train, interruption);
    }
  }

  /**
   * Trains a run that may be one of several.
   *
   * @param training how far it trains
   * @param interruption of the program
   * @throws InterruptedRun if the run has begun and cannot go on
   */
  Sitting.End train(
      Supplier<Sitting> beginning,
      Function<Sitting, Sitting.End> training,
      Interruption interruption) {
    try (ExecutorWatch watch = ExecutorWatch.start(spark, waitSeconds)) {
      try {
        begun.set(beginning.get());
        return training.apply(begun.get());
      } catch (Exception | FSError | OutOfMemoryError e) { // Spark throws checked ones, too
        interruption.waitIfBegun();
        if (e instanceof ClaimLostException lost) {
          throw lost; // another driver goes on with the run
        }
        Throwable failure = watch.hasEnded() ? new NoExecutorsException(waitSeconds, e) : e;
        if (begun.get() == null && failure instanceof RuntimeException refusal) {
          throw refusal;
        }
        throw new InterruptedRun(lastCheckpoint(), command, failure);
      }
    }
  }

  private Optional<Folder> lastCheckpoint() {
    return Optional.ofNullable(begun.get()).map(Sitting::lastCheckpoint).orElse(from);
  }
}
