package org.rnnlm.jobs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.rnnlm.run.TrainingState;

/**
 * Trains the trials of a plan, as many beside each other as there is room for, each in a thread of
 * its own. They begin in the plan's order, and none overtakes one that waits for room. A trial that
 * fails is the plan's to judge; the others go on.
 */
final class SideBySide {
  /** After so long it looks whether there is more room, though no trial has ended. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** Trains one leg, in the calling thread. */
  interface Trainer {
    /**
     * Returns where the trial stands at the leg's end.
     *
     * @param lane a number from 0, of which no other leg has the same at this time
     */
    TrainingState train(TrialLeg leg, int lane);
  }

  /** The end of a leg is a state, or a failure. */
  private record Ended(
      TrialLeg leg, int lane, Optional<TrainingState> state, Optional<Throwable> failure) {}

  private final TrialRoom room;
  private final BooleanSupplier goesOn;
  private final Trainer trainer;
  private final Duration look;
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final Map<Integer, TrialLeg> running = new HashMap<>();
  private final Deque<Integer> lanes;

  /**
   * @param goesOn whether another leg may begin at all
   */
  SideBySide(TrialRoom room, BooleanSupplier goesOn, Trainer trainer) {
    this(room, goesOn, trainer, LOOK);
  }

  SideBySide(TrialRoom room, BooleanSupplier goesOn, Trainer trainer, Duration look) {
    this.look = look;
    this.room = room;
    this.goesOn = goesOn;
    this.trainer = trainer;
    this.lanes = new ArrayDeque<>(IntStream.range(0, room.most()).boxed().toList());
  }

  /** Trains until the plan has nothing left that could begin, and all that began has ended. */
  void run(TrialPlan plan) {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "trial");
              thread.setDaemon(true);
              return thread;
            });
    try {
      begin(plan, threads);
      while (!running.isEmpty()) {
        Ended one = ended.poll(look.toMillis(), TimeUnit.MILLISECONDS);
        if (one != null) {
          end(plan, one);
        }
        begin(plan, threads);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void begin(TrialPlan plan, ExecutorService threads) {
    Optional<TrialLeg> next = plan.next();
    while (next.isPresent() && goesOn.getAsBoolean() && fits(next.get())) {
      TrialLeg leg = next.get();
      int lane = lanes.remove();
      running.put(lane, leg);
      plan.begun(leg);
      threads.execute(() -> ended.add(trained(leg, lane)));
      next = plan.next();
    }
  }

  private boolean fits(TrialLeg leg) {
    int workers = running.values().stream().mapToInt(each -> each.trial().workers()).sum();
    return room.fits(running.size(), workers, leg.trial().workers());
  }

  private Ended trained(TrialLeg leg, int lane) {
    try {
      TrainingState state = trainer.train(leg, lane);
      return new Ended(leg, lane, Optional.of(state), Optional.empty());
    } catch (Throwable failure) { // whatever it is, it ends this leg alone
      return new Ended(leg, lane, Optional.empty(), Optional.of(failure));
    }
  }

  private void end(TrialPlan plan, Ended one) {
    running.remove(one.lane());
    lanes.addFirst(one.lane());
    one.state().ifPresent(state -> plan.ended(one.leg(), state));
    one.failure().ifPresent(failure -> plan.failed(one.leg(), failure));
  }
}
