package org.rnnlm.train;

import java.util.Optional;
import org.rnnlm.run.RoundReport;

/** Is told of every round on the driver, before the next begins. */
interface RoundListener {
  /**
   * Is told after a round.
   *
   * @param current gives the network that is trained the averaged parameters and updater state;
   *     without it the network has those of an earlier round
   * @return how the next rounds are trained; nothing if the epoch is to end here
   */
  Optional<TrainingSpec> roundDone(RoundReport report, Runnable current);

  /**
   * Is asked when the workers of the next round are done, before anything is made of what they
   * became: network, outer optimizer and kept moments are as they were until this returns.
   */
  void beforeChange();
}
