package org.rnnlm.train;

import java.util.Objects;
import org.rnnlm.train.outer.OuterSpec;

/**
 * How a model is trained by several workers, whose parameters are averaged.
 *
 * @param by who averages them
 * @param workers logical workers K, each a replica of the model; not the number of cores
 * @param rounds batches of each worker between two averagings
 * @param outer how the workers' results become the next round's start
 */
public record AveragingSpec(Averaging by, int workers, RoundLengths rounds, OuterSpec outer) {
  public AveragingSpec {
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(rounds, "rounds");
    Objects.requireNonNull(outer, "outer");
    AtLeastOne.require("workers", workers);
    if (by == Averaging.DL4J
        && !(outer.equals(OuterSpec.AVERAGE) && rounds.first() == rounds.full())) {
      throw new IllegalArgumentException(
          "DL4J's training master has plain averaging and rounds of one length only");
    }
  }

  /** Returns plain averaging by rnnlm itself, in rounds of one length. */
  public static AveragingSpec of(int workers, int roundBatches) {
    return new AveragingSpec(
        Averaging.SHARDS, workers, RoundLengths.constant(roundBatches), OuterSpec.AVERAGE);
  }

  /** Returns this specification, the averaging done by another. */
  public AveragingSpec by(Averaging other) {
    return new AveragingSpec(other, workers, rounds, outer);
  }

  /** Returns this averaging in other rounds. */
  public AveragingSpec with(RoundLengths other) {
    return new AveragingSpec(by, workers, other, outer);
  }

  /** Returns this averaging with another outer optimizer. */
  public AveragingSpec with(OuterSpec other) {
    return new AveragingSpec(by, workers, rounds, other);
  }
}
