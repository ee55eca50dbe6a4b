package org.rnnlm.serve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.rnnlm.generate.TextLanes;
import org.rnnlm.vocabulary.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for all jobs at once, a token of each a step, in a thread of its own. A new job joins at
 * the next step that has lanes free for it; they are taken in turn. All steps have the same shape.
 */
final class Batcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Batcher.class);

  private final int queue;
  private final ServerCounters counters;
  private final Thread thread;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Deque<Job> waiting = new ArrayDeque<>(); // guarded by itself, as are these two
  private boolean closed;
  private int count;

  // of the thread alone
  private final List<Seat> seats = new ArrayList<>();
  private final TreeSet<Integer> free = new TreeSet<>();

  private record Seat(Job job, int[] lanes) {}

  /**
   * @param lanes makes them in the thread that uses them
   * @param queue texts that may wait
   */
  Batcher(Supplier<TextLanes> lanes, int queue, ServerCounters counters) {
    this.queue = queue;
    this.counters = counters;
    this.thread = new Thread(() -> run(lanes), "batcher");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @param jobs none of them wider than there are lanes
   * @throws Refusal if too many wait
   */
  void submit(List<? extends Job> jobs) {
    synchronized (waiting) {
      requireRunning();
      for (Job job : jobs) {
        if (job.width() > count) { // it would wait for ever, and all others behind it
          throw new IllegalArgumentException(job.width() + " lanes of " + count + " asked for");
        }
      }
      waiting.removeIf(Job::isCancelled);
      if (!waiting.isEmpty() && waiting.size() + jobs.size() > queue) {
        throw Refusal.busy();
      }
      waiting.addAll(jobs);
      waiting.notifyAll();
    }
  }

  /** Returns how many texts wait for a lane. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** Returns how many lanes there are, once they are made. */
  int lanes() throws InterruptedException {
    opened.await();
    synchronized (waiting) {
      return count;
    }
  }

  /**
   * Returns how many lanes there are, once they are made.
   *
   * @throws Refusal if nothing is read any more
   */
  int requireLanes() throws InterruptedException {
    opened.await();
    synchronized (waiting) {
      requireRunning();
      return count;
    }
  }

  /**
   * @throws Refusal if nothing is read any more
   */
  void requireRunning() {
    synchronized (waiting) {
      if (closed) {
        throw Refusal.unavailable(
            "stopping", "the server is being stopped, or has failed; see its log");
      }
    }
  }

  private void run(Supplier<TextLanes> made) {
    try (TextLanes lanes = made.get()) {
      IntStream.range(0, lanes.count()).forEach(free::add);
      synchronized (waiting) {
        count = lanes.count();
      }
      opened.countDown();
      while (admit(lanes)) {
        counters.lanesBusy(lanes.count() - free.size());
        if (!seats.isEmpty()) {
          step(lanes);
        }
      }
    } catch (RuntimeException | Error e) {
      LOG.error("the batcher failed", e);
    } finally {
      endAll();
      opened.countDown();
    }
  }

  private void endAll() {
    Refusal stopped = Refusal.unavailable("stopping", "the server was stopped");
    synchronized (waiting) {
      closed = true;
      waiting.forEach(job -> job.fail(stopped));
      waiting.clear();
    }
    seats.forEach(seat -> seat.job().fail(stopped));
    seats.clear();
  }

  /** Waits for something to do; returns whether there may be. */
  private boolean admit(TextLanes lanes) {
    synchronized (waiting) {
      while (!closed && seats.isEmpty() && waiting.isEmpty()) {
        counters.lanesBusy(0);
        try {
          waiting.wait();
        } catch (InterruptedException e) {
          return false;
        }
      }
      while (!waiting.isEmpty()
          && (waiting.peek().isCancelled() || waiting.peek().width() <= free.size())) {
        seat(waiting.remove(), lanes);
      }
      return !closed;
    }
  }

  private void seat(Job job, TextLanes lanes) {
    if (job.isCancelled()) {
      return;
    }
    int[] mine = IntStream.generate(free::pollFirst).limit(job.width()).toArray();
    Arrays.stream(mine).forEach(lanes::restart);
    seats.add(new Seat(job, mine));
  }

  private void step(TextLanes lanes) {
    try {
      select(lanes);
      int[] tokens = new int[lanes.count()];
      Arrays.fill(tokens, Vocabulary.PADDING);
      for (Seat seat : seats) {
        int[] read = seat.job().tokens();
        for (int i = 0; i < read.length; i++) {
          tokens[seat.lanes()[i]] = read[i];
        }
      }
      lanes.step(tokens);
      counters.step();
    } catch (RuntimeException e) {
      LOG.error("a step failed", e);
      for (Seat seat : List.copyOf(seats)) {
        seat.job().fail(Refusal.failed());
        leave(seat);
      }
      seats.clear();
      return;
    }
    for (Iterator<Seat> all = seats.iterator(); all.hasNext(); ) {
      Seat seat = all.next();
      if (!goesOn(seat, lanes)) {
        all.remove();
        leave(seat);
      }
    }
  }

  /** Lets lanes of searches go on with each other's beginnings. */
  private void select(TextLanes lanes) {
    int[] rows = IntStream.range(0, lanes.count()).toArray();
    boolean changed = false;
    for (Seat seat : seats) {
      int[] own = seat.job().rows();
      for (int i = 0; i < own.length; i++) {
        rows[seat.lanes()[i]] = seat.lanes()[own[i]];
        changed = true;
      }
    }
    if (changed) {
      lanes.select(rows);
    }
  }

  private boolean goesOn(Seat seat, TextLanes lanes) {
    if (seat.job().isCancelled()) {
      return false;
    }
    try {
      return seat.job().take(lanes, seat.lanes());
    } catch (RuntimeException e) {
      LOG.error("a request failed", e);
      seat.job().fail(Refusal.failed());
      return false;
    }
  }

  private void leave(Seat seat) {
    Arrays.stream(seat.lanes()).forEach(free::add);
  }

  /** Ends what runs and waits, each with a refusal. */
  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.notifyAll();
    }
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
