package org.rnnlm.jobs.plan;

import org.apache.hadoop.conf.Configuration;

/** A command whose memory on a cluster can be worked out from its arguments. */
public interface Demanding {
  /**
   * @param hadoop how to reach data, runs and checkpoints
   * @throws org.rnnlm.io.DataException if what the arguments name is not there
   */
  Demand demand(Configuration hadoop);
}
