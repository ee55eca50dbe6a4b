package org.rnnlm.train;

import java.util.Optional;
import org.rnnlm.run.RoundReport;

/**
 * Is told of every round on the driver, before the next begins, when the network that is trained
 * holds the averaged parameters and updater state.
 */
@FunctionalInterface
interface RoundListener {
  /** Returns how the next rounds are trained; nothing if the epoch is to end here. */
  Optional<TrainingSpec> roundDone(RoundReport report);
}
