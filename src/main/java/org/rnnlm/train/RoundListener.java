package org.rnnlm.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.run.RoundReport;

/** Is told of every round on the driver, before the next begins. */
@FunctionalInterface
interface RoundListener {
  /**
   * @param network the driver's, holding the averaged parameters and updater state
   */
  void roundDone(RoundReport report, MultiLayerNetwork network);
}
