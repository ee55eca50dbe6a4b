package org.rnnlm.train;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.rnnlm.layer.OwnGradientUpdater;

/**
 * Makes the learning rate of each window's step as much smaller or larger as the window is shorter
 * or longer than the base: a step is of a mean over its tokens, and without this those of short
 * windows would count for more (Merity et al., arXiv 1708.02182, section 5).
 */
final class WindowRates extends BaseTrainingListener {
  private final int base;
  private double rate;
  private int length;
  private int left;

  /**
   * @param base steps of a window that trains at the rate itself, at least 1
   */
  WindowRates(int base) {
    this.base = base;
  }

  /** Begins a round. */
  void begin(double learningRate) {
    this.rate = learningRate;
  }

  /**
   * Says what the next steps are of: a batch, window after window.
   *
   * @param window steps of each window
   * @param steps of the batch's longest sequence; what is left of it is the last window
   */
  void expect(int window, int steps) {
    this.length = window;
    this.left = steps;
  }

  @Override
  public void onGradientCalculation(Model model) {
    int steps = Math.min(length, left);
    left -= steps;
    OwnGradientUpdater.rate((MultiLayerNetwork) model, rate * steps / base);
  }
}
