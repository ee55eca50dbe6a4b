package org.rnnlm.train;

import java.util.List;
import java.util.Objects;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.train.outer.OuterSpec;

/**
 * How a model is trained.
 *
 * @param averaging the training master
 * @param workers logical workers K, each a replica of the model; not the number of cores
 * @param batchSize sequences that a worker trains side by side
 * @param rounds batches of each worker between two averagings
 * @param outer how the workers' results become the next round's start
 * @param epochs passes over the training split
 * @param learningRate of each worker's Adam, over the run
 * @param clipping of each worker's gradient
 * @param window steps after which back-propagation through time is truncated, the state carried on
 *     along the sequence; 0 to train sequences whole
 * @param compute what the model is computed with
 * @param seed that weights, order and dropout follow from
 */
public record TrainingSpec(
    Averaging averaging,
    int workers,
    int batchSize,
    RoundLengths rounds,
    OuterSpec outer,
    int epochs,
    LearningRate learningRate,
    Clipping clipping,
    int window,
    ComputeSpec compute,
    long seed) {
  public TrainingSpec {
    Objects.requireNonNull(averaging, "averaging");
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(compute, "compute");
    Objects.requireNonNull(rounds, "rounds");
    Objects.requireNonNull(outer, "outer");
    if (window < 0) {
      throw new IllegalArgumentException(
          "window is " + window + ", it must be at least 0 (0: whole sequences)");
    }
    if (window > 0
        && (compute.layers() == ComputeSpec.Layers.DL4J || averaging == Averaging.DL4J)) {
      throw new IllegalArgumentException(
          "train.window needs rnnlm's own layers and averaging: DL4J's compute wrong gradients"
              + " where a state is carried; set train.window = 0");
    }
    if (averaging == Averaging.DL4J
        && !(outer.equals(OuterSpec.AVERAGE) && rounds.first() == rounds.full())) {
      throw new IllegalArgumentException(
          "DL4J's training master has plain averaging and rounds of one length only");
    }
    atLeastOne("workers", workers);
    atLeastOne("batch size", batchSize);
    atLeastOne("epochs", epochs);
  }

  /** Plain averaging, whole sequences, the best that there is to compute with. */
  public TrainingSpec(
      Averaging averaging,
      int workers,
      int batchSize,
      int roundBatches,
      int epochs,
      LearningRate learningRate,
      Clipping clipping,
      long seed) {
    this(
        averaging,
        workers,
        batchSize,
        RoundLengths.constant(roundBatches),
        OuterSpec.AVERAGE,
        epochs,
        learningRate,
        clipping,
        0,
        ComputeSpec.AUTO,
        seed);
  }

  /** Returns how the epoch is trained that comes after those given. */
  TrainingSpec after(List<EpochMetrics> done) {
    return new TrainingSpec(
        averaging,
        workers,
        batchSize,
        rounds,
        outer,
        epochs,
        learningRate.after(done),
        clipping,
        window,
        compute,
        seed);
  }

  /**
   * Returns the rate of what is trained next, which is that of its middle.
   *
   * @param done tokens trained so far
   * @param next tokens that are trained at this rate
   * @param epoch tokens of an epoch
   */
  double learningRate(long done, long next, long epoch) {
    return learningRate.at(done + next / 2, epochs * epoch);
  }

  /** Returns this specification, computed with something else. */
  TrainingSpec with(ComputeSpec other) {
    return new TrainingSpec(
        averaging,
        workers,
        batchSize,
        rounds,
        outer,
        epochs,
        learningRate,
        clipping,
        window,
        other,
        seed);
  }

  private static void atLeastOne(String name, int given) {
    if (given < 1) {
      throw new IllegalArgumentException(name + " is " + given + ", it must be at least 1");
    }
  }
}
