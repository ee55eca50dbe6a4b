package org.rnnlm.jobs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnlm.jobs.halving.Halving;
import org.rnnlm.jobs.halving.Halving.Job;
import org.rnnlm.jobs.halving.Rungs;
import org.rnnlm.run.TrainingState;
import org.rnnlm.train.DivergedException;

/**
 * This has those trials trained further that are promising. Runs that differ in the seed alone are
 * one trial, which is as good as they are in the mean, and go on together. A trial that diverges
 * has come to nothing; one that fails for another reason holds up what depends on it, so that no
 * winner is ever found without it.
 */
final class HalvedTrials implements TrialPlan {
  private final List<List<Trial>> arms;
  private final Rungs rungs;
  private final Halving halving;
  private final Deque<TrialLeg> ready = new ArrayDeque<>();
  private final Map<TrialLeg, Job> jobs = new HashMap<>();
  private final Map<Job, List<Double>> losses = new HashMap<>();

  /**
   * @param trials of which those of one arm stand in a row
   */
  HalvedTrials(List<Trial> trials, Rungs rungs) {
    this(trials, rungs, List.of());
  }

  /**
   * @param order names of the arms in the order in which they begin; empty for that of the trials
   */
  HalvedTrials(List<Trial> trials, Rungs rungs, List<String> order) {
    this.arms =
        List.copyOf(
            trials.stream()
                .collect(Collectors.groupingBy(Trial::arm, LinkedHashMap::new, Collectors.toList()))
                .values());
    this.rungs = rungs;
    List<String> names = arms.stream().map(arm -> arm.get(0).arm()).toList();
    this.halving =
        new Halving((order.isEmpty() ? names : order).stream().map(names::indexOf).toList(), rungs);
  }

  @Override
  public Optional<TrialLeg> next() {
    return ready.isEmpty()
        ? halving.next().map(job -> legs(job).get(0))
        : Optional.of(ready.peek());
  }

  private List<TrialLeg> legs(Job job) {
    int epochs = rungs.epochs().get(job.rung());
    return arms.get(job.trial()).stream().map(trial -> new TrialLeg(trial, epochs)).toList();
  }

  @Override
  public void begun(TrialLeg leg) {
    if (ready.isEmpty()) {
      Job job = halving.next().orElseThrow();
      halving.begun(job);
      ready.addAll(legs(job));
      ready.forEach(each -> jobs.put(each, job));
    }
    ready.remove(leg);
  }

  @Override
  public void ended(TrialLeg leg, TrainingState state) {
    came(leg, state.lowestLoss(leg.epochs()));
  }

  @Override
  public boolean accepts(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .anyMatch(cause -> cause instanceof DivergedException || cause instanceof DivergedBefore);
  }

  @Override
  public void failed(TrialLeg leg, Throwable failure) {
    if (accepts(failure)) {
      came(leg, Double.POSITIVE_INFINITY);
    }
  }

  private void came(TrialLeg leg, double loss) {
    Job job = jobs.get(leg);
    List<Double> all = losses.computeIfAbsent(job, key -> new ArrayList<>());
    all.add(loss);
    if (all.size() == arms.get(job.trial()).size()) {
      // Sorted, so that the last digit of the sum does not depend on who ended first.
      double sum = all.stream().sorted().mapToDouble(Double::doubleValue).sum();
      halving.ended(job, sum / all.size());
    }
  }

  /** Returns what was decided. */
  Halving decided() {
    return halving;
  }

  /** Returns the runs of a trial by its number. */
  List<Trial> runs(int arm) {
    return arms.get(arm);
  }
}
