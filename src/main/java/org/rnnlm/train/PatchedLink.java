package org.rnnlm.train;

import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.broadcast.Broadcast;

/**
 * The way between machines of a round whose rows wait: a process that has what the round before
 * started from is sent what that round came to, and makes of both what this one starts from, as the
 * driver does. One that does not, such as an executor that is new, gets it all from the beginning.
 *
 * @param run whose round it is: a process holds one start of each
 * @param round all of what it starts from but the values
 * @param whole an earlier round's values
 * @param since what the rounds from that one on came to, in their order
 */
record PatchedLink(
    String run, RoundStart round, Broadcast<Whole> whole, List<Broadcast<Came>> since)
    implements RoundLink {
  private static final Map<String, SoftReference<Held>> HELD = new ConcurrentHashMap<>();

  /** All values that a round starts from. */
  record Whole(ReplicaState state, WaitingRows rows) implements Serializable {}

  /** What a round came to. */
  record Came(RoundMean mean, int steps) implements Serializable {}

  /** What a process has, of a number of rounds since the whole. */
  private static final class Held {
    private final long whole;
    private final RoundValues values;
    private int rounds;

    Held(Broadcast<Whole> whole) {
      this.whole = whole.id();
      this.values = RoundValues.of(whole.value().state().copy(), whole.value().rows().copy());
    }

    void goOn(List<Broadcast<Came>> since) {
      for (; rounds < since.size(); rounds++) {
        Came came = since.get(rounds).value();
        values.become(came.mean(), came.steps());
      }
    }
  }

  PatchedLink {
    since = List.copyOf(since);
  }

  /**
   * @throws IllegalStateException if this process has a later round's start: nobody waits for a
   *     task that is so late
   */
  @Override
  public RoundStart start() {
    synchronized (HELD) {
      SoftReference<Held> last = HELD.get(run);
      Held held = last == null ? null : last.get();
      if (held == null || held.whole != whole.id()) {
        held = new Held(whole);
        HELD.put(run, new SoftReference<>(held));
      }
      if (held.rounds > since.size()) {
        throw new IllegalStateException("a task is late: its round has ended");
      }
      held.goOn(since);
      return round.from(held.values.state(), held.values.rows());
    }
  }

  @Override
  public WorkerEnd end(WorkerChunk chunk) {
    return chunk;
  }

  @Override
  public void close() {
    // later rounds go on from the same broadcasts
  }
}
