package org.rnnlm.ml;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread of this process at a time work at what is called by a name. */
final class Turns {
  private final ConcurrentHashMap<String, Turn> turns = new ConcurrentHashMap<>();

  /** A name's lock, as long as somebody holds it or waits. */
  private static final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private int takers;
  }

  /**
   * Does some work once nobody else works at the name.
   *
   * @throws CancellationException if the thread is interrupted while it waits
   */
  <T> T take(String name, Supplier<T> work) {
    Turn turn = turns.compute(name, (key, held) -> joined(held == null ? new Turn() : held));
    try {
      turn.lock.lockInterruptibly();
      try {
        return work.get();
      } finally {
        turn.lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while another thread works at " + name);
    } finally {
      turns.computeIfPresent(name, (key, held) -> --held.takers == 0 ? null : held);
    }
  }

  private static Turn joined(Turn turn) {
    turn.takers++;
    return turn;
  }

  /** Returns whether nobody works, or waits. */
  boolean isIdle() {
    return turns.isEmpty();
  }
}
