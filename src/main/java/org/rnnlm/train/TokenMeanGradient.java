package org.rnnlm.train;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.rnnlm.layer.LiveGradient;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.model.Clipping;
import org.rnnlm.run.GradientNorms;

/**
 * Makes DL4J descend the mean loss per token, clips that gradient, and sums up the losses and the
 * norms that gradients had before.
 *
 * <p>DL4J computes the gradient of the loss summed over sequences and steps and lets the updater
 * divide by the number of sequences, so its size grows with the sequences' length; and it clips
 * layer by layer only. This listener comes between the two and rescales the gradient in place.
 * Where sequences are trained window after window, each is a step of its own.
 */
final class TokenMeanGradient extends BaseTrainingListener {
  private final Clipping clipping;
  private int sequences;
  private int[] windowTokens = {};
  private int window;
  private double lossSum;
  private GradientNorms norms = GradientNorms.NONE;

  TokenMeanGradient(Clipping clipping) {
    this.clipping = clipping;
  }

  /** Says what the next gradients are of: a batch, window after window. */
  void expect(int batchSequences, int... tokensOfWindows) {
    this.sequences = batchSequences;
    this.windowTokens = tokensOfWindows.clone();
    this.window = 0;
    this.lossSum = 0;
    this.norms = GradientNorms.NONE;
  }

  /** Returns the loss of the batch so far, in nats, each window's taken before its step. */
  double lossSum() {
    return lossSum;
  }

  /** Returns the norms of the batch's gradients so far, of those windows that have tokens. */
  GradientNorms norms() {
    return norms;
  }

  @Override
  public void onGradientCalculation(Model model) {
    LiveGradient gradient = LiveGradient.of(model);
    int tokens = windowTokens[window];
    double scale = 1.0 / Math.max(1, tokens); // a window without tokens has no gradient
    double before = gradient.norm() * scale;
    double norm = before;
    boolean clipped = false;
    if (clipping.value() > 0) {
      gradient.scale(scale);
      scale = 1;
      clipped = gradient.limit(clipping.value());
      norm = gradient.norm();
    }
    if (clipping.norm() > 0 && norm > clipping.norm()) {
      clipped = true;
      scale *= clipping.norm() / norm;
    }
    norms = tokens > 0 ? norms.and(GradientNorms.of(before, clipped)) : norms;
    OwnGradientUpdater.scale(model, model.gradient().gradient(), scale * divisor(model));
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    lossSum += model.score() * divisor(model);
    window++;
  }

  /**
   * Returns what DL4J divides scores and gradients by: in networks of its own layers, the
   * sequences.
   */
  private int divisor(Model model) {
    return model.conf().isMiniBatch() ? sequences : 1;
  }
}
