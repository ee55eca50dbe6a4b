package org.rnnlm.train;

import java.util.Objects;
import org.rnnlm.model.Clipping;

/**
 * How a model is trained.
 *
 * @param averaging the training master
 * @param workers logical workers K, each a replica of the model; not the number of cores
 * @param batchSize sequences that a worker trains side by side
 * @param roundBatches batches of each worker between two averagings
 * @param epochs passes over the training split
 * @param learningRate Adam's, over the run
 * @param clipping of each worker's gradient
 * @param seed that weights, order and dropout follow from
 */
public record TrainingSpec(
    Averaging averaging,
    int workers,
    int batchSize,
    int roundBatches,
    int epochs,
    LearningRate learningRate,
    Clipping clipping,
    long seed) {
  public TrainingSpec {
    Objects.requireNonNull(averaging, "averaging");
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(clipping, "clipping");
    atLeastOne("workers", workers);
    atLeastOne("batch size", batchSize);
    atLeastOne("batches a round", roundBatches);
    atLeastOne("epochs", epochs);
  }

  private static void atLeastOne(String name, int given) {
    if (given < 1) {
      throw new IllegalArgumentException(name + " is " + given + ", it must be at least 1");
    }
  }
}
