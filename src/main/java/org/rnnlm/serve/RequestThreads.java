package org.rnnlm.serve;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that requests are read and answered in, one each. A client may take its time to send
 * a request, or to take an answer, as long as there are threads for all; where others wait for one,
 * those that have taken longest are cut off.
 */
final class RequestThreads implements Executor, AutoCloseable {
  private static final int THREADS = 512;
  private static final int STACK_BYTES = 1 << 19;
  private static final long MILLISECONDS_BETWEEN_LOOKS = 50;

  private final ThreadPoolExecutor pool;
  private final Thread watch;
  private final long patienceNanos;
  private final ServerCounters counters;
  private final Map<Thread, Long> awaiting =
      new HashMap<>(); // clients, since when; guarded by this

  /**
   * @param patienceMilliseconds that a client has to send or to take something where others wait
   */
  RequestThreads(long patienceMilliseconds, ServerCounters counters) {
    this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMilliseconds);
    this.counters = counters;
    this.pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            RequestThreads::thread);
    pool.allowCoreThreadTimeOut(true);
    this.watch = new Thread(this::watch, "http-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(null, work, "http", STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable request) {
    pool.execute(
        () -> {
          awaitClient();
          try {
            request.run();
          } finally {
            end();
          }
        });
  }

  /** Says that the request that is answered in this thread waits for its client from now on. */
  synchronized void awaitClient() {
    awaiting.put(Thread.currentThread(), System.nanoTime());
  }

  /** Says that the request that is answered in this thread does not wait for its client. */
  synchronized void work() {
    awaiting.remove(Thread.currentThread());
  }

  private synchronized void end() {
    awaiting.remove(Thread.currentThread());
    Thread.interrupted(); // if it was cut off: the next request is another one
  }

  private void watch() {
    try {
      while (!pool.isShutdown()) {
        TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
        cutOff(pool.getQueue().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes the connections of some threads' clients: an interrupt does. */
  private synchronized void cutOff(int waiting) {
    long now = System.nanoTime();
    List<Thread> slow =
        awaiting.entrySet().stream()
            .filter(one -> now - one.getValue() > patienceNanos)
            .sorted(Comparator.comparingLong((Map.Entry<Thread, Long> one) -> one.getValue() - now))
            .limit(waiting)
            .map(Map.Entry::getKey)
            .toList();
    slow.forEach(awaiting::remove);
    slow.forEach(Thread::interrupt);
    counters.cutOff(slow.size());
  }

  /** Returns how many requests are read or answered, or wait for that. */
  int busy() {
    return pool.getActiveCount() + pool.getQueue().size();
  }

  @Override
  public void close() {
    pool.shutdownNow();
    watch.interrupt();
  }
}
