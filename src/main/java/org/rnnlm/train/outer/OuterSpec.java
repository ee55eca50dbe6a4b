package org.rnnlm.train.outer;

import java.util.Objects;
import java.util.OptionalDouble;
import org.rnnlm.text.Text;

/**
 * How the workers' results become the start of the next round.
 *
 * @param method what is made of the mean
 * @param learningRate of the outer step, above 0: 1 goes as far as the mean did
 * @param momentum of the outer steps, in [0, 1); if not given, the method's own for the number of
 *     workers
 * @param moments what becomes of Adam's moments
 * @param deltas as which workers send how far they went; moments are kept then
 */
public record OuterSpec(
    OuterMethod method,
    double learningRate,
    OptionalDouble momentum,
    InnerMoments moments,
    RoundDeltas deltas) {
  /** The mean, of the moments too. */
  public static final OuterSpec AVERAGE =
      new OuterSpec(OuterMethod.AVERAGE, 1, OptionalDouble.empty(), InnerMoments.AVERAGE);

  public OuterSpec {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(moments, "moments");
    Objects.requireNonNull(deltas, "deltas");
    if (deltas.areSent() && moments != InnerMoments.KEEP) {
      throw new IllegalArgumentException(
          Text.format(
              "train.round-deltas = %s sends what parameters became, and nothing of the optimizer's"
                  + " moments, which workers must keep then; set train.moments = keep",
              Text.kebab(deltas)));
    }
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new IllegalArgumentException(
          "outer learning rate is " + learningRate + ", it must be above 0");
    }
    if (momentum.isPresent() && !(momentum.getAsDouble() >= 0 && momentum.getAsDouble() < 1)) {
      throw new IllegalArgumentException(
          "outer momentum is " + momentum.getAsDouble() + ", it must be at least 0 and below 1");
    }
    if (!method.steps() && (learningRate != 1 || momentum.isPresent())) {
      throw new IllegalArgumentException(
          "plain averaging has no outer learning rate and no outer momentum");
    }
  }

  /** Makes one of workers that send their values as they are. */
  public OuterSpec(
      OuterMethod method, double learningRate, OptionalDouble momentum, InnerMoments moments) {
    this(method, learningRate, momentum, moments, RoundDeltas.NONE);
  }

  /** Returns this, of workers that send how far they went. */
  public OuterSpec with(RoundDeltas other) {
    return new OuterSpec(method, learningRate, momentum, moments, other);
  }

  /**
   * Returns what the learning rate of workers whose steps are as long as their gradients (SGD) is
   * multiplied by, where nothing else is given. To first order the mean of K workers goes as far as
   * one worker with the batches of all: 1 for the mean. Outer momentum goes on for 1 / (1 -
   * momentum) of what the mean went, times the outer rate, so workers take that much less.
   */
  public double rateScaleOfGradients(int workers) {
    return method.steps() ? (1 - momentumOf(workers)) / learningRate : 1;
  }

  /** Returns the momentum for a number of workers: the one given, or the method's own. */
  double momentumOf(int workers) {
    return momentum.orElseGet(() -> method.momentum(workers));
  }
}
