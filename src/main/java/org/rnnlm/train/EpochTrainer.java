package org.rnnlm.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.run.TrainingState;

/** Trains a network epoch by epoch, by one {@link Averaging} of what the workers come to. */
interface EpochTrainer {
  /**
   * Trains what is left of an epoch.
   *
   * @param network where the state is, and afterwards where the epoch's last round came to
   * @return the state after the epoch's last round
   */
  TrainingState train(MultiLayerNetwork network, TrainingState state);
}
