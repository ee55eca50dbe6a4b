package org.rnnlm.jobs;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import org.rnnlm.io.Folder;

/** Tells, in one line, how a training goes on that Ctrl-C or SIGTERM ends. */
final class Interruption implements AutoCloseable {
  private final Thread hook;
  private volatile boolean begun;

  /**
   * @param lastCheckpoint asked when the training is interrupted
   * @param command the one that goes on
   */
  Interruption(Supplier<Optional<Folder>> lastCheckpoint, String command) {
    hook =
        new Thread(
            () -> {
              begun = true;
              silence();
              System.err.println(
                  "interrupted: " + InterruptedRun.howToGoOn(lastCheckpoint.get(), command));
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Keeps what Spark says of its own end, and of work that it cuts, off the screen. */
  private static void silence() {
    if (Trace.wanted()) {
      return;
    }
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    if (LogManager.getFactory() instanceof Log4jContextFactory) {
      Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.OFF);
    }
  }

  /** Waits for the end if there is one: what fails in a program that is being ended is no news. */
  void waitIfBegun() {
    if (begun) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) { // the program is being ended
      waitIfBegun();
    }
  }
}
