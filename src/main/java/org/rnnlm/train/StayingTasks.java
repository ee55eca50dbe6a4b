package org.rnnlm.train;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.Iterator;
import scala.collection.immutable.Range;
import scala.collection.immutable.Range$;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Tasks of Spark that stay for several rounds, on masters whose tasks run in the driver's process:
 * until a job's tasks begin, and until its results are back, passes a good part of what a short
 * round's training takes.
 *
 * <p>A round's workers are turns, which the tasks take one by one. Which task takes a turn changes
 * nothing of it. The tasks leave when nobody has had a turn for a moment, so that other jobs get
 * their cores, and before a round that begins long after they came; the next round then starts
 * others. One whose turn fails, or that is killed, gives the turn back and fails as a task; Spark
 * repeats it, or ends the job and with it the round. One thread gives rounds.
 */
final class StayingTasks implements RoundTasks {
  /** How long a job takes rounds: other jobs wait for the cores no longer than this and a round. */
  private static final long MOST = TimeUnit.SECONDS.toNanos(2);

  /** How long tasks wait for a round while nobody has a turn. */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  /** How often it is looked whether Spark has ended the job. */
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(10);

  /** Those that are open in this process: all that the two ends of Spark's bytes share. */
  private static final Map<Long, StayingTasks> OPEN = new ConcurrentHashMap<>();

  private static final AtomicLong IDS = new AtomicLong();

  private final JavaSparkContext spark;
  private final int workers;
  private final long id = IDS.incrementAndGet();
  private final Deque<Turn> waiting = new ArrayDeque<>();
  private int taken; // turns that tasks have
  private boolean leaving; // tasks take no more turns
  private long lastTurn; // when the last one was done
  private long since; // when the job began
  private Optional<SimpleFutureAction<BoxedUnit>> job = Optional.empty();

  /** This is what one worker has to do in a round. */
  private static final class Turn {
    private final WorkerRound round;
    private final int worker;
    private Optional<WorkerEnd> end = Optional.empty();

    Turn(WorkerRound round, int worker) {
      this.round = round;
      this.worker = worker;
    }
  }

  StayingTasks(JavaSparkContext spark, int workers) {
    this.spark = spark;
    this.workers = workers;
    OPEN.put(id, this);
  }

  @Override
  public String rounds(int first) {
    return "rounds from " + first;
  }

  @Override
  public RoundMean mean(WorkerRound round, RoundStart start) {
    return RoundMean.onTheDriver(ends(round), start);
  }

  private synchronized List<WorkerEnd> ends(WorkerRound round) {
    List<Turn> turns = IntStream.range(0, workers).mapToObj(i -> new Turn(round, i)).toList();
    leaving |= System.nanoTime() - since > MOST;
    waiting.addAll(turns);
    notifyAll();
    try {
      while (!turns.stream().allMatch(turn -> turn.end.isPresent())) {
        startIfEnded();
        TimeUnit.NANOSECONDS.timedWait(this, LOOK);
      }
    } catch (InterruptedException e) {
      job.ifPresent(SimpleFutureAction::cancel);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a round was trained", e);
    } finally {
      waiting.removeAll(turns);
    }
    return turns.stream().map(turn -> turn.end.orElseThrow()).toList();
  }

  /** Throws what ended a job before its time. */
  private void startIfEnded() {
    if (job.isPresent()) {
      if (!job.get().isCompleted()) {
        return;
      }
      job.get().value().get().get();
    }
    int tasks = Math.min(workers, spark.defaultParallelism());
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    Range all = Range$.MODULE$.apply(0, tasks);
    leaving = false;
    since = System.nanoTime();
    lastTurn = since;
    job =
        Optional.of(
            spark
                .sc()
                .submitJob(
                    spark.parallelize(numbers, tasks).rdd(),
                    new Stay(id),
                    all,
                    new NoResult(),
                    new NoResults()));
  }

  /** Takes turns, in a task, for as long as it is to stay. */
  private void stay() throws InterruptedException {
    for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
      take(turn.get());
    }
  }

  private void take(Turn turn) {
    Optional<WorkerEnd> end = Optional.empty();
    try {
      end = Optional.of(turn.round.end(turn.worker));
    } finally {
      done(turn, end); // not by catching: whatever is thrown goes on to Spark
    }
  }

  private synchronized void done(Turn turn, Optional<WorkerEnd> end) {
    taken--;
    lastTurn = System.nanoTime();
    turn.end = end;
    if (end.isEmpty()) {
      waiting.addFirst(turn);
    }
    notifyAll();
  }

  private synchronized Optional<Turn> next() throws InterruptedException {
    long began = System.nanoTime();
    while (!leaving && waiting.isEmpty()) {
      TimeUnit.NANOSECONDS.timedWait(this, LOOK);
      TaskKill.obey();
      long now = System.nanoTime();
      leaving |= taken == 0 && waiting.isEmpty() && now - lastTurn > PAUSE || now - began > MOST;
    }
    if (leaving) {
      notifyAll();
      return Optional.empty();
    }
    taken++;
    return Optional.of(waiting.remove());
  }

  /** Waits for tasks whose job has failed, and which Spark has told to end after their batch. */
  @Override
  public synchronized void close() {
    leaving = true;
    OPEN.remove(id);
    notifyAll();
    try {
      while (taken > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // who wants this thread elsewhere waits for no batch
    }
  }

  /** This is what a task does. */
  private static final class Stay extends AbstractFunction1<Iterator<Integer>, BoxedUnit>
      implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long id;

    Stay(long id) {
      this.id = id;
    }

    @Override
    public BoxedUnit apply(Iterator<Integer> number) {
      try {
        Optional<StayingTasks> tasks = Optional.ofNullable(OPEN.get(id));
        if (tasks.isPresent()) {
          tasks.get().stay();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while it waited for a round", e);
      }
      return BoxedUnit.UNIT;
    }
  }

  private static final class NoResult extends AbstractFunction2<Object, BoxedUnit, BoxedUnit> {
    @Override
    public BoxedUnit apply(Object number, BoxedUnit result) {
      return BoxedUnit.UNIT;
    }
  }

  private static final class NoResults extends AbstractFunction0<BoxedUnit> {
    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }
}
