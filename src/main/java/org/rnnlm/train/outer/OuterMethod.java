package org.rnnlm.train.outer;

/** What is made of the mean of the workers' parameters. */
public enum OuterMethod {
  /** The mean itself is where the next round starts (local SGD: Stich, arXiv 1805.09767). */
  AVERAGE(0),
  /**
   * The mean's distance from the round's start is a gradient, which Nesterov's momentum descends
   * (FedMom: Huo et al., arXiv 2002.02090; DiLoCo: Douillard et al., arXiv 2311.08105).
   */
  NESTEROV(1),
  /**
   * Blockwise model-update filtering with classical block momentum (Chen and Huo, ICASSP 2016,
   * equations 1 to 4).
   */
  BMUF(1);

  /**
   * The most momentum that Nesterov's method takes by itself: on tinyshakespeare eight workers
   * learn with it as one does, with 0.875 less.
   */
  private static final double MOST_MOMENTUM = 0.8;

  private final int velocities;

  /**
   * @param velocities values of state that it has of each parameter
   */
  OuterMethod(int velocities) {
    this.velocities = velocities;
  }

  /** Returns how many values of state it has. */
  int velocities(int parameters) {
    return Math.multiplyExact(velocities, parameters);
  }

  /** Returns whether it takes a step of its own, with a learning rate and momentum. */
  boolean steps() {
    return switch (this) {
      case AVERAGE -> false;
      case NESTEROV, BMUF -> true;
    };
  }

  /** Returns its momentum for a number of workers, where none is given. */
  double momentum(int workers) {
    return switch (this) {
      case AVERAGE -> 0;
      case NESTEROV -> Math.min(1 - 1.0 / workers, MOST_MOMENTUM);
      case BMUF -> 1 - 1.0 / workers; // Chen and Huo, section 2.2
    };
  }

  /**
   * Returns what the learning rate of workers with an adaptive optimizer is multiplied by, where
   * nothing else is given. Adam divides by the root of the gradients' mean square, which the noise
   * of a batch K times smaller makes sqrt(K) times as large: the mean of K workers goes 1/sqrt(K)
   * as far as one worker with the batches of all (Malladi et al., arXiv 2205.10287, the other way
   * round). Momentum makes up for that by itself. RMSprop divides by the same root.
   */
  public double rateScale(int workers) {
    return switch (this) {
      case AVERAGE -> Math.sqrt(workers);
      case NESTEROV, BMUF -> 1;
    };
  }
}
