package org.rnnlm.run;

/**
 * How far a run has come.
 *
 * @param epoch the epoch that is being trained, counted from 0
 * @param round the round of it that comes next, counted from 0
 * @param rounds rounds done since the run began
 * @param tokens tokens trained since the run began
 */
public record TrainingPosition(int epoch, int round, int rounds, long tokens) {
  public static final TrainingPosition START = new TrainingPosition(0, 0, 0, 0);

  public TrainingPosition {
    if (epoch < 0 || round < 0 || rounds < 0 || tokens < 0) {
      throw new IllegalArgumentException(
          "training position "
              + epoch
              + ", "
              + round
              + ", "
              + rounds
              + ", "
              + tokens
              + " is negative");
    }
  }

  /** Returns the position once a round of so many tokens is done. */
  public TrainingPosition afterRound(long trained) {
    return new TrainingPosition(epoch, round + 1, rounds + 1, tokens + trained);
  }

  /** Returns the position at the next epoch's beginning. */
  public TrainingPosition nextEpoch() {
    return new TrainingPosition(epoch + 1, 0, rounds, tokens);
  }
}
