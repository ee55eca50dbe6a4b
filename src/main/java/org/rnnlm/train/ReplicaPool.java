package org.rnnlm.train;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The replicas that the workers of a process leave to those of its next rounds: to make a network,
 * and all that its kernels prepare, may take as long as a short round's training.
 *
 * <p>Nothing that a replica holds is relied on. Whoever takes one has it to itself, and begins by
 * overwriting what training changes; one whose round fails, or is killed, is thrown away. There are
 * never more than tasks that ran side by side, nor more bytes than a run allows: those that rested
 * for longest go first, those of an epoch that is over with the next one's first round, a run's
 * with its end where driver and workers are one process, and all that nobody has asked for in a
 * while. Safe for use by many threads.
 */
final class ReplicaPool {
  /** That of this process: no two tasks of it have anything else in common. */
  static final ReplicaPool OF_PROCESS = new ReplicaPool(Duration.ofMinutes(1));

  private final Duration rest;
  private final Deque<Resting> resting = new ArrayDeque<>(); // the one left first comes first
  private boolean watched;

  private record Resting(Replica replica, long since) {
    ReplicaSpec spec() {
      return replica.spec();
    }

    ReplicaKeeping keeping() {
      return spec().keeping();
    }
  }

  /**
   * @param rest how long replicas are kept that nobody asks for
   */
  ReplicaPool(Duration rest) {
    this.rest = rest;
  }

  /** Does a round's work with a replica that nobody else has meanwhile. */
  <T> T lend(ReplicaSpec spec, Function<Replica, T> work) {
    Replica replica = taken(spec).orElseGet(() -> new Replica(spec));
    boolean whole = false; // not by catching: whatever is thrown spoils it
    try {
      T result = work.apply(replica);
      replica.rest();
      whole = true;
      return result;
    } finally {
      if (whole && spec.keeping().any()) {
        leave(replica);
      } else {
        replica.close();
      }
    }
  }

  private Optional<Replica> taken(ReplicaSpec spec) {
    String run = spec.keeping().run();
    List<Resting> outdated =
        removed(each -> each.keeping().run().equals(run) && !each.spec().equals(spec));
    outdated.forEach(each -> each.replica().close());
    synchronized (this) {
      Iterator<Resting> last = resting.descendingIterator();
      while (last.hasNext()) {
        Resting each = last.next();
        if (each.spec().equals(spec)) {
          last.remove();
          return Optional.of(each.replica());
        }
      }
    }
    return Optional.empty();
  }

  private void leave(Replica replica) {
    List<Resting> tooMuch = new ArrayList<>();
    synchronized (this) {
      resting.add(new Resting(replica, System.nanoTime()));
      long most = replica.spec().keeping().most();
      while (bytes() > most) {
        tooMuch.add(resting.remove());
      }
    }
    tooMuch.forEach(each -> each.replica().close());
    watch();
  }

  /** Returns how many bytes all have together that are kept. */
  synchronized long bytes() {
    return resting.stream().mapToLong(each -> each.keeping().bytes()).sum();
  }

  /** Closes all that are kept of a run. */
  void release(String run) {
    removed(each -> each.keeping().run().equals(run)).forEach(each -> each.replica().close());
  }

  private synchronized List<Resting> removed(Predicate<Resting> which) {
    List<Resting> chosen = resting.stream().filter(which).toList();
    resting.removeAll(chosen);
    return chosen;
  }

  /** Has a thread look once more, if there is anything to look after. */
  private synchronized void watch() {
    if (!watched && !resting.isEmpty()) {
      watched = true;
      CompletableFuture.delayedExecutor(rest.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::closeForgotten);
    }
  }

  private void closeForgotten() {
    long now = System.nanoTime();
    removed(each -> now - each.since() >= rest.toNanos()).forEach(each -> each.replica().close());
    synchronized (this) {
      watched = false;
    }
    watch();
  }
}
