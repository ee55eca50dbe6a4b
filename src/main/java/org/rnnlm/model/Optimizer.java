package org.rnnlm.model;

/** What makes a step of a worker's gradient. */
public enum Optimizer {
  /** Adam (Kingma and Ba, arXiv 1412.6980); weight decay is added to the gradient. */
  ADAM(true),
  /** Adam, with weight decay beside its step (Loshchilov and Hutter, arXiv 1711.05101). */
  ADAMW(true),
  /** Stochastic gradient descent; with momentum the classical one. */
  SGD(false),
  /** Stochastic gradient descent with Nesterov's momentum. */
  NESTEROV(false),
  /** RMSprop (Tieleman and Hinton 2012), with or without momentum. */
  RMSPROP(true);

  private final boolean adaptive;

  Optimizer(boolean adaptive) {
    this.adaptive = adaptive;
  }

  /**
   * Returns whether it divides by the root of the gradients' mean square, so that steps do not grow
   * with gradients.
   */
  public boolean adaptive() {
    return adaptive;
  }
}
