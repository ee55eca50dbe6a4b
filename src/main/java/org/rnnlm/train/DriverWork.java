package org.rnnlm.train;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * This is what the driver does beside its workers' next round, and not between two: one piece of
 * work at a time, in a thread of its own, in the order in which it is given. Work that fails is
 * told to who waits for it, gives more or closes it; until one of these happens it may read
 * whatever the giver leaves as it is. One thread uses it, and closes it.
 */
final class DriverWork implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "beside-rounds");
            made.setDaemon(true);
            return made;
          });
  private Optional<Future<?>> begun = Optional.empty();

  /** Waits for the work given before, and begins another one. */
  void begin(Runnable work) {
    await();
    begun = Optional.of(thread.submit(work));
  }

  /** Waits until nothing is left to do; throws what the work threw, if it failed. */
  void await() {
    Optional<Future<?>> work = begun;
    begun = Optional.empty();
    work.flatMap(DriverWork::failure).ifPresent(DriverWork::rethrow);
  }

  /** Returns why some work failed, once it has ended: an interrupted thread waits all the same. */
  private static Optional<Throwable> failure(Future<?> work) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          work.get();
          return Optional.empty();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          return Optional.of(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Throws a failure as it is, checked or not: what ends a run is told by its kind. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void rethrow(Throwable failure) throws E {
    throw (E) failure;
  }

  /** Waits until nothing is left to do, and ends the thread; throws what the work threw. */
  @Override
  public void close() {
    try {
      await();
    } finally {
      thread.shutdown();
    }
  }
}
