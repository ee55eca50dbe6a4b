package org.rnnlm.jobs;

import java.util.Optional;
import org.rnnlm.text.Text;
import org.rnnlm.train.LearningRate;
import org.rnnlm.train.TrainingSpec;

/**
 * A cosine, and one cycle, falls over all epochs of a run, so that with another number of them the
 * learning rate jumps where the run goes on.
 */
final class StretchedCosine {
  private StretchedCosine() {}

  /**
   * What to say of a jump, if there is one.
   *
   * @param tokens trained when the run goes on
   * @param epochTokens that an epoch trains
   * @param now how the run goes on
   * @param before how it was trained so far
   */
  static Optional<String> warning(
      long tokens, long epochTokens, TrainingSpec now, TrainingSpec before) {
    if (!now.learningRate().schedule().stretches() || now.epochs() == before.epochs()) {
      return Optional.empty();
    }
    return Optional.of(
        Text.format(
            "with train.epochs %d in place of %d the %s has another length: the learning rate goes"
                + " on at %.3g, where it was %.3g",
            now.epochs(),
            before.epochs(),
            now.learningRate().schedule() == LearningRate.Schedule.COSINE ? "cosine" : "cycle",
            now.learningRate().at(tokens, now.epochs() * epochTokens),
            before.learningRate().at(tokens, before.epochs() * epochTokens)));
  }
}
