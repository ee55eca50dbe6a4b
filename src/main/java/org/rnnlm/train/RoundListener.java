package org.rnnlm.train;

import org.rnnlm.run.RoundReport;

/**
 * Is told of every round on the driver, before the next begins, when the network that is trained
 * holds the averaged parameters and updater state.
 */
@FunctionalInterface
interface RoundListener {
  void roundDone(RoundReport report);
}
