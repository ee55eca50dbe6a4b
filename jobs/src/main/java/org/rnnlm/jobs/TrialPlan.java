package org.rnnlm.jobs;

import java.util.Optional;
import org.rnnlm.run.TrainingState;

/** Says which trials are trained, how far, and in which order they begin. One thread asks it. */
interface TrialPlan {
  /** Returns what is to begin next, as far as that is known yet. */
  Optional<TrialLeg> next();

  /** Is told that what is next begins. */
  void begun(TrialLeg leg);

  /**
   * Is told that a leg is done.
   *
   * @param state where the trial stands, which may be further than the leg's end
   */
  void ended(TrialLeg leg, TrainingState state);

  /**
   * Returns whether a failure is a result like others, which the same settings would come to again,
   * and no fault of the cluster or the user. Any thread asks.
   */
  default boolean accepts(Throwable failure) {
    return false;
  }

  /** Is told that a leg could not be trained to its end. */
  void failed(TrialLeg leg, Throwable failure);
}
