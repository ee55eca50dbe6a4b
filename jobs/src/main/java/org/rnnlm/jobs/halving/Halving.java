package org.rnnlm.jobs.halving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Asynchronous successive halving (ASHA: Li et al., arXiv 1810.05934), decided in a fixed order.
 *
 * <p>A rung has its trials in the order in which they entered it: the first has all of them in the
 * order that it is given, each later one as they were promoted. ASHA looks at a rung whenever a
 * trial of it ends, whichever that is, and promotes what is then among the best of those that have
 * ended, one of eta. Here a rung is looked at for its first n trials once all n have ended,
 * whatever else has ended by then: for n in steps of eta squared, and at last for all of it, when
 * no more can enter. What is promoted, and in which order, thus follows from the losses alone, and
 * not from how many trials are trained at the same time, on what, or whether the search was
 * interrupted. Work stays asynchronous: no rung waits for another to be full, and while a slow
 * trial holds up the decisions of its rung, later ones are trained.
 *
 * <p>The steps are what keeps ASHA's early promotions few, of trials that were among the best of
 * the first two or three alone. A promoted trial stays promoted when later ones are better, as in
 * ASHA. Of equal losses the trial counts that entered first; one whose loss is not finite is never
 * promoted. Of a rung that no more can enter at least one trial goes on.
 */
public final class Halving {
  /**
   * The training of a trial from one rung to the next.
   *
   * @param trial its number, from 0
   * @param rung at whose end it is looked at, from 0
   */
  public record Job(int trial, int rung) {}

  /** A rung as far as it has come. */
  private static final class Rung {
    private final List<Integer> entered = new ArrayList<>();
    private final Map<Integer, Double> losses = new HashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> promoted = new HashSet<>();
    private int decided; // of those that entered, in their order

    /** Returns how many of those that entered, in their order, have ended without a gap. */
    private int ended() {
      int ended = 0;
      while (ended < entered.size() && losses.containsKey(entered.get(ended))) {
        ended++;
      }
      return ended;
    }
  }

  private final Rungs rungs;
  private final List<Rung> all = new ArrayList<>();

  /** Begins with so many trials, by their numbers. */
  Halving(int trials, Rungs rungs) {
    this(IntStream.range(0, trials).boxed().toList(), rungs);
  }

  /**
   * @param order numbers of all trials, from 0: the first enters the first rung first
   */
  public Halving(List<Integer> order, Rungs rungs) {
    this.rungs = rungs;
    rungs.epochs().forEach(epochs -> all.add(new Rung()));
    all.get(0).entered.addAll(order);
  }

  /** Returns what is to begin next, as far as is known: the furthest trials first. */
  public Optional<Job> next() {
    for (int rung = rungs.top(); rung >= 0; rung--) {
      Rung here = all.get(rung);
      for (int trial : here.entered) {
        if (!here.begun.contains(trial)) {
          return Optional.of(new Job(trial, rung));
        }
      }
    }
    return Optional.empty();
  }

  /** Is told that a job begins, which is not next any more. */
  public void begun(Job job) {
    all.get(job.rung()).begun.add(job.trial());
  }

  /**
   * Is told that a job is done, and decides what follows from it.
   *
   * @param loss of the trial; infinite, or no number, if it came to nothing
   */
  public void ended(Job job, double loss) {
    Rung rung = all.get(job.rung());
    rung.losses.put(job.trial(), Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY);
    boolean closed = true; // whether no more can enter
    for (int lower = 0; lower < rungs.top(); lower++) {
      Rung here = all.get(lower);
      decide(here, all.get(lower + 1), closed);
      closed = closed && here.decided == here.entered.size();
    }
  }

  private void decide(Rung rung, Rung above, boolean closed) {
    int step = rungs.eta() * rungs.eta();
    int ended = rung.ended();
    for (int next = rung.decided / step * step + step; next <= ended; next += step) {
      look(rung, above, next, next / rungs.eta());
    }
    if (closed && ended == rung.entered.size() && rung.decided < ended) {
      look(rung, above, ended, Math.max(1, ended / rungs.eta()));
    }
  }

  /** Promotes those of the first trials of a rung that are among the best of them. */
  private static void look(Rung rung, Rung above, int first, int promising) {
    rung.decided = first;
    List<Integer> best = new ArrayList<>(rung.entered.subList(0, first));
    best.sort(Comparator.comparingDouble(rung.losses::get)); // stable: equal ones as they entered
    best.stream()
        .limit(promising)
        .filter(trial -> Double.isFinite(rung.losses.get(trial)))
        .filter(rung.promoted::add)
        .forEach(above.entered::add);
  }

  /** Returns the trials of a rung in the order in which they entered it. */
  public List<Integer> entered(int rung) {
    return List.copyOf(all.get(rung).entered);
  }

  /** Returns a trial's loss at a rung's end, if it has come there. */
  public OptionalDouble loss(int trial, int rung) {
    Double loss = all.get(rung).losses.get(trial);
    return loss == null ? OptionalDouble.empty() : OptionalDouble.of(loss);
  }

  /** Returns whether all that was decided on is done. */
  public boolean isDone() {
    return all.stream().allMatch(rung -> rung.losses.keySet().containsAll(rung.entered));
  }

  /** Returns the furthest rung that a trial has come to with a loss; -1 for none. */
  public int furthest(int trial) {
    int rung = rungs.top();
    while (rung >= 0 && !Double.isFinite(loss(trial, rung).orElse(Double.NaN))) {
      rung--;
    }
    return rung;
  }

  /** Returns the trials with the best first: those of the highest rung by loss, and so on down. */
  public List<Integer> ranking() {
    Comparator<Integer> order =
        Comparator.<Integer>comparingInt(trial -> -furthest(trial))
            .thenComparingDouble(this::furthestLoss);
    return all.get(0).entered.stream().sorted(order).toList();
  }

  private double furthestLoss(int trial) {
    int rung = furthest(trial);
    return rung < 0 ? Double.POSITIVE_INFINITY : loss(trial, rung).orElseThrow();
  }

  /** Returns the best trial; none if nothing came of any. */
  public OptionalInt winner() {
    return ranking().stream()
        .filter(trial -> furthest(trial) >= 0)
        .mapToInt(Integer::intValue)
        .findFirst();
  }
}
