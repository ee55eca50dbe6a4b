package org.rnnlm.jobs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;

/** Tells, in one line, how a program goes on that Ctrl-C or SIGTERM ends. */
final class Interruption implements AutoCloseable {
  private final Thread hook;
  private volatile boolean begun;

  /**
   * @param how it goes on; asked when the program is interrupted
   */
  Interruption(Supplier<String> how) {
    hook =
        new Thread(
            () -> {
              begun = true;
              PrintStream person = System.err;
              silence();
              person.println("interrupted: " + how.get());
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
