package org.rnnlm.train;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The way within a process, by reference. Spark makes bytes of a broadcast, of all that a task has
 * and of all that it returns, even where nobody is far away: that took as long as the mean itself.
 *
 * @param round a number that no other round in this process has
 */
record ProcessLink(long round) implements RoundLink {
  /** Rounds that have not ended. Only what is static do the two ends of Spark's bytes share. */
  private static final Map<Long, Held> HELD = new ConcurrentHashMap<>();

  private static final AtomicLong ROUNDS = new AtomicLong();

  /**
   * @param start of the round
   * @param ends of its tasks, of those too whose result Spark does not take
   */
  private record Held(RoundStart start, Map<Long, WorkerChunk> ends) {}

  static ProcessLink of(RoundStart start) {
    long round = ROUNDS.incrementAndGet();
    HELD.put(round, new Held(start, new ConcurrentHashMap<>()));
    return new ProcessLink(round);
  }

  private static Held held(long round) {
    return Optional.ofNullable(HELD.get(round))
        .orElseThrow(() -> new IllegalStateException("a task is late: its round has ended"));
  }

  /** Returns how many rounds of this process have not ended. */
  static int open() {
    return HELD.size();
  }

  @Override
  public RoundStart start() {
    return held(round).start();
  }

  @Override
  public WorkerEnd end(WorkerChunk chunk) {
    long end = ROUNDS.incrementAndGet();
    held(round).ends().put(end, chunk);
    return new End(round, end);
  }

  @Override
  public void close() {
    HELD.remove(round);
  }

  /** This says where a worker's end is. */
  private record End(long round, long end) implements WorkerEnd {
    @Override
    public WorkerChunk chunk() {
      return held(round).ends().remove(end);
    }
  }
}
