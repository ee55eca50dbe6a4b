package org.rnnlm.run;

/**
 * A model's loss on the validation split after a round, within an epoch or at its end.
 *
 * @param round counted from 1 since the run began
 * @param tokens trained since the run began
 * @param loss nats per prediction
 */
public record Validation(int round, long tokens, double loss) {
  /** Returns that at an epoch's end. */
  static Validation after(EpochMetrics epoch) {
    return new Validation(epoch.rounds(), epoch.tokens(), epoch.validLoss());
  }
}
