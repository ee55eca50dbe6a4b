package org.rnnlm.jobs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
              PrintStream person = System.err;
              silence();
              person.println(
                  "interrupted: " + InterruptedRun.howToGoOn(lastCheckpoint.get(), command));
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Keeps what Spark says of its own end, and of work that it cuts, off the screen: in its log, and
   * in traces that Scala's executors print themselves.
   */
  private static void silence() {
    if (Trace.wanted()) {
      return;
    }
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
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
