package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Work that several threads do piece by piece, its results handed on in the order of the pieces. No
 * more than a few pieces a thread are in memory. When one thread fails, all stop.
 */
final class InOrder<T, R> {
  private static final int AHEAD = 4; // pieces a thread

  private final Supplier<Optional<T>> source;
  private final Consumer<R> results;
  private final int threads;
  private final Map<Long, R> waiting = new HashMap<>();
  private long taken;
  private long handedOn;
  private boolean stopped;

  /** Does the work of one thread, from its beginning to its end. */
  interface Worker<T, R> {
    /** Works until there are no more pieces. */
    void run(Pieces<T, R> pieces) throws Exception;
  }

  /** What a worker takes its pieces from, and gives its results to. */
  interface Pieces<T, R> {
    /** Returns the next piece; empty when there is none any more. */
    Optional<Numbered<T>> take() throws InterruptedException;

    void give(Numbered<T> piece, R result);
  }

  /** A piece and its place. */
  record Numbered<T>(long number, T piece) {}

  /**
   * @param source gives piece after piece, empty after the last
   * @param results is given their results in order
   */
  InOrder(int threads, Supplier<Optional<T>> source, Consumer<R> results) {
    this.threads = threads;
    this.source = source;
    this.results = results;
  }

  /** Runs a worker in each thread; returns when all is done, or throws what the first threw. */
  void run(Worker<T, R> worker) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            executor.submit(
                () -> {
                  work(worker);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      stop();
      executor.shutdownNow();
    }
  }

  private void work(Worker<T, R> worker) throws Exception {
    boolean done = false;
    try {
      worker.run(
          new Pieces<>() {
            @Override
            public Optional<Numbered<T>> take() throws InterruptedException {
              return next();
            }

            @Override
            public void give(Numbered<T> piece, R result) {
              handOn(piece.number(), result);
            }
          });
      done = true;
    } finally {
      if (!done) {
        stop();
      }
    }
  }

  private synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private synchronized Optional<Numbered<T>> next() throws InterruptedException {
    while (!stopped && taken - handedOn >= (long) AHEAD * threads) {
      wait();
    }
    Optional<T> piece = stopped ? Optional.empty() : source.get();
    return piece.map(value -> new Numbered<>(taken++, value));
  }

  private synchronized void handOn(long number, R result) {
    waiting.put(number, result);
    while (waiting.containsKey(handedOn)) {
      results.accept(waiting.remove(handedOn++));
    }
    notifyAll();
  }
}
