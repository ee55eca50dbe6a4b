package org.rnnlm.train.outer;

/** What is made of the mean of the workers' parameters. */
public enum OuterMethod {
  /** The mean itself is where the next round starts (local SGD: Stich, arXiv 1805.09767). */
  AVERAGE,
  /**
   * The mean's distance from the round's start is a gradient, which Nesterov's momentum descends
   * (FedMom: Huo et al., arXiv 2002.02090; DiLoCo: Douillard et al., arXiv 2311.08105).
   */
  NESTEROV,
  /**
   * Blockwise model-update filtering with classical block momentum (Chen and Huo, ICASSP 2016,
   * equations 1 to 4).
   */
  BMUF;

  /** Returns how many values of state it has. */
  int velocities(int parameters) {
    return this == AVERAGE ? 0 : parameters;
  }
}
