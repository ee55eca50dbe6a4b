package org.rnnlm.jobs;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import org.rnnlm.run.TrainingState;

/** This has every trial trained to its end, in their order. */
final class WholeTrials implements TrialPlan {
  private final Deque<TrialLeg> waiting = new ArrayDeque<>();

  WholeTrials(Collection<Trial> trials) {
    trials.forEach(trial -> waiting.add(new TrialLeg(trial, trial.epochs())));
  }

  @Override
  public Optional<TrialLeg> next() {
    return Optional.ofNullable(waiting.peek());
  }

  @Override
  public void begun(TrialLeg leg) {
    waiting.remove(leg);
  }

  @Override
  public void ended(TrialLeg leg, TrainingState state) {}

  @Override
  public void failed(TrialLeg leg, Throwable failure) {}
}
