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
 * @param averaged how several workers train it
 * @param batches what a worker trains in one step
 * @param epochs passes over the training split
 * @param learningRate of each worker's Adam, over the run
 * @param clipping of each worker's gradient
 * @param compute what the model is computed with
 * @param seed that weights, order and dropout follow from
 * @param frozen layers that are left as they are
 */
public record TrainingSpec(
    AveragingSpec averaged,
    BatchSpec batches,
    int epochs,
    LearningRate learningRate,
    Clipping clipping,
    ComputeSpec compute,
    long seed,
    FrozenLayers frozen) {
  public TrainingSpec {
    Objects.requireNonNull(averaged, "averaged");
    Objects.requireNonNull(batches, "batches");
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(compute, "compute");
    Objects.requireNonNull(frozen, "frozen");
    AtLeastOne.require("epochs", epochs);
    boolean dl4j = compute.layers() == ComputeSpec.Layers.DL4J || averaged.by() == Averaging.DL4J;
    if (batches.window() > 0 && dl4j) {
      throw new IllegalArgumentException(
          "train.window needs rnnlm's own layers and averaging: DL4J's compute wrong gradients"
              + " where a state is carried; set train.window = 0");
    }
    if (!frozen.names().isEmpty() && dl4j) {
      throw new IllegalArgumentException(
          "layers are frozen by rnnlm's own layers and averaging; set compute.kernel = auto and"
              + " train.averaging = shards, or train.freeze = []");
    }
  }

  /** Makes a training of all layers. */
  public TrainingSpec(
      AveragingSpec averaged,
      BatchSpec batches,
      int epochs,
      LearningRate learningRate,
      Clipping clipping,
      ComputeSpec compute,
      long seed) {
    this(averaged, batches, epochs, learningRate, clipping, compute, seed, FrozenLayers.NONE);
  }

  /** Returns a training without clipping, by the best that there is to compute with. */
  public static TrainingSpec of(
      AveragingSpec averaged, BatchSpec batches, int epochs, LearningRate learningRate, long seed) {
    return new TrainingSpec(
        averaged, batches, epochs, learningRate, Clipping.NONE, ComputeSpec.AUTO, seed);
  }

  public Averaging averaging() {
    return averaged.by();
  }

  public int workers() {
    return averaged.workers();
  }

  public RoundLengths rounds() {
    return averaged.rounds();
  }

  public OuterSpec outer() {
    return averaged.outer();
  }

  public int batchSize() {
    return batches.size();
  }

  public int window() {
    return batches.window();
  }

  /** Returns how the epoch is trained that comes after those given. */
  TrainingSpec after(List<EpochMetrics> done) {
    LearningRate next = learningRate.after(done);
    return new TrainingSpec(averaged, batches, epochs, next, clipping, compute, seed, frozen);
  }

  /** Returns this training, computed with something else. */
  public TrainingSpec with(ComputeSpec other) {
    return new TrainingSpec(averaged, batches, epochs, learningRate, clipping, other, seed, frozen);
  }

  /** Returns this training, its gradients clipped. */
  public TrainingSpec with(Clipping other) {
    return new TrainingSpec(averaged, batches, epochs, learningRate, other, compute, seed, frozen);
  }

  /** Returns this training, some layers left as they are. */
  public TrainingSpec with(FrozenLayers other) {
    return new TrainingSpec(
        averaged, batches, epochs, learningRate, clipping, compute, seed, other);
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
}
