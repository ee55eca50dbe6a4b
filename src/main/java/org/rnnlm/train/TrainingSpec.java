package org.rnnlm.train;

import java.util.Objects;
import org.rnnlm.layer.ActivationPenalty;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.run.TrainingState;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterSpec;

/**
 * How a model is trained.
 *
 * @param averaged how several workers train it
 * @param batches what a worker trains in one step
 * @param epochs passes over the training split
 * @param optimizer of each worker
 * @param learningRate of each worker's optimizer, over the run
 * @param stop how long a run goes on whose validation loss no longer falls
 * @param clipping of each worker's gradient
 * @param compute what the model is computed with
 * @param seed that weights, order and dropout follow from
 * @param frozen layers that are left as they are
 * @param classWeights of a classifier
 * @param penalty of a language model's activations
 * @param average of its weights, that is scored and stored in their place
 */
public record TrainingSpec(
    AveragingSpec averaged,
    BatchSpec batches,
    int epochs,
    OptimizerSpec optimizer,
    LearningRate learningRate,
    Patience stop,
    Clipping clipping,
    ComputeSpec compute,
    long seed,
    FrozenLayers frozen,
    ClassWeights classWeights,
    ActivationPenalty penalty,
    WeightAverage average) {
  public TrainingSpec {
    Objects.requireNonNull(averaged, "averaged");
    Objects.requireNonNull(batches, "batches");
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(stop, "stop");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(compute, "compute");
    Objects.requireNonNull(frozen, "frozen");
    Objects.requireNonNull(classWeights, "classWeights");
    Objects.requireNonNull(penalty, "penalty");
    Objects.requireNonNull(average, "average");
    AtLeastOne.require("epochs", epochs);
    boolean dl4j = compute.layers() == ComputeSpec.Layers.DL4J || averaged.by() == Averaging.DL4J;
    if (batches.window() > 0 && dl4j) {
      throw new IllegalArgumentException(
          "train.window needs rnnlm's own layers and averaging: DL4J's compute wrong gradients"
              + " where a state is carried; set train.window = 0");
    }
    if (batches.accumulated() > 1 && dl4j) {
      throw new IllegalArgumentException(
          "DL4J's layers and averaging, baselines, take a step after each batch; set"
              + " train.accumulate-batches = 1");
    }
    if (!classWeights.areEqual() && dl4j) {
      throw new IllegalArgumentException(
          "DL4J's layers and averaging, baselines, weigh no classes; set train.class-weights = []");
    }
    if (!frozen.names().isEmpty() && dl4j) {
      throw new IllegalArgumentException(
          "layers are frozen by rnnlm's own layers and averaging; set compute.kernel = auto and"
              + " train.averaging = shards, or train.freeze = []");
    }
    if (!(penalty.none() && average.none()) && dl4j) {
      throw new IllegalArgumentException(
          "DL4J's layers and averaging, baselines, penalize no activations and average no weights;"
              + " set train.activation-regularization = 0, train.temporal-regularization = 0 and"
              + " train.weight-average = none");
    }
    if (!optimizer.plain().equals(OptimizerSpec.ADAM.plain()) && dl4j) {
      throw new IllegalArgumentException(
          "DL4J's layers and averaging are baselines, with Adam alone; leave train.optimizer,"
              + " weight-decay, beta1 and beta2 as they are");
    }
  }

  /** Makes a training of all layers, in which classes count alike. */
  public TrainingSpec(
      AveragingSpec averaged,
      BatchSpec batches,
      int epochs,
      OptimizerSpec optimizer,
      LearningRate learningRate,
      Patience stop,
      Clipping clipping,
      ComputeSpec compute,
      long seed) {
    this(
        averaged,
        batches,
        epochs,
        optimizer,
        learningRate,
        stop,
        clipping,
        compute,
        seed,
        FrozenLayers.NONE,
        ClassWeights.EQUAL,
        ActivationPenalty.NONE,
        WeightAverage.NONE);
  }

  /** Returns a training by Adam without clipping, by the best that there is to compute with. */
  public static TrainingSpec of(
      AveragingSpec averaged, BatchSpec batches, int epochs, LearningRate learningRate, long seed) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        OptimizerSpec.ADAM,
        learningRate,
        Patience.ENDLESS,
        Clipping.NONE,
        ComputeSpec.AUTO,
        seed);
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

  /** Returns how many values of the optimizer's, for each parameter, a worker keeps as its own. */
  int keptMoments() {
    return outer().moments() == InnerMoments.KEEP ? optimizer.values() : 0;
  }

  /** Returns how many values, for each parameter, hold what rounding left of a worker's deltas. */
  int residues() {
    return outer().deltas().leaveResidue() ? 1 : 0;
  }

  public int batchSize() {
    return batches.size();
  }

  public int window() {
    return batches.window();
  }

  /** Returns how that is trained which comes next where a run stands. */
  TrainingSpec after(TrainingState state) {
    return with(learningRate.after(state));
  }

  /** Returns this training, computed with something else. */
  public TrainingSpec with(ComputeSpec other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        optimizer,
        learningRate,
        stop,
        clipping,
        other,
        seed,
        frozen,
        classWeights,
        penalty,
        average);
  }

  /** Returns this training, a step made of other batches. */
  public TrainingSpec with(BatchSpec other) {
    return new TrainingSpec(
        averaged,
        other,
        epochs,
        optimizer,
        learningRate,
        stop,
        clipping,
        compute,
        seed,
        frozen,
        classWeights,
        penalty,
        average);
  }

  /** Returns this training at other rates. */
  TrainingSpec with(LearningRate other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        optimizer,
        other,
        stop,
        clipping,
        compute,
        seed,
        frozen,
        classWeights,
        penalty,
        average);
  }

  /** Returns this training, its gradients clipped. */
  public TrainingSpec with(Clipping other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        optimizer,
        learningRate,
        stop,
        other,
        compute,
        seed,
        frozen,
        classWeights,
        penalty,
        average);
  }

  /** Returns this training by another optimizer. */
  public TrainingSpec with(OptimizerSpec other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        other,
        learningRate,
        stop,
        clipping,
        compute,
        seed,
        frozen,
        classWeights,
        penalty,
        average);
  }

  /** Returns this training, some layers left as they are. */
  public TrainingSpec with(FrozenLayers other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        optimizer,
        learningRate,
        stop,
        clipping,
        compute,
        seed,
        other,
        classWeights,
        penalty,
        average);
  }

  /** Returns this training, its classes weighted. */
  public TrainingSpec with(ClassWeights other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        optimizer,
        learningRate,
        stop,
        clipping,
        compute,
        seed,
        frozen,
        other,
        penalty,
        average);
  }

  /** Returns this training, activations penalized. */
  public TrainingSpec with(ActivationPenalty other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        optimizer,
        learningRate,
        stop,
        clipping,
        compute,
        seed,
        frozen,
        classWeights,
        other,
        average);
  }

  /** Returns this training, with another average of its weights. */
  public TrainingSpec with(WeightAverage other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        optimizer,
        learningRate,
        stop,
        clipping,
        compute,
        seed,
        frozen,
        classWeights,
        penalty,
        other);
  }

  /** Returns this training, ending early. */
  public TrainingSpec stopping(Patience other) {
    return new TrainingSpec(
        averaged,
        batches,
        epochs,
        optimizer,
        learningRate,
        other,
        clipping,
        compute,
        seed,
        frozen,
        classWeights,
        penalty,
        average);
  }

  /** Returns whether a run ends where it stands, whatever epochs are left. */
  boolean stops(TrainingState state) {
    return stop.exhausted(state.validLosses()) > 0;
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
