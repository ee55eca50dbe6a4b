package org.rnnlm.train;

import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.rnnlm.model.Clipping;

/**
 * Makes DL4J descend the mean loss per token and clips that gradient.
 *
 * <p>DL4J computes the gradient of the loss summed over sequences and steps and lets the updater
 * divide by the number of sequences, so its size grows with the sequences' length; and it clips
 * layer by layer only. This listener comes between the two and rescales the gradient in place.
 */
final class TokenMeanGradient extends BaseTrainingListener {
  private final Clipping clipping;
  private int sequences;
  private int tokens;

  TokenMeanGradient(Clipping clipping) {
    this.clipping = clipping;
  }

  /** Says what the next gradient is of. */
  void expect(int batchSequences, int batchTokens) {
    this.sequences = batchSequences;
    this.tokens = batchTokens;
  }

  @Override
  public void onGradientCalculation(Model model) {
    INDArray gradient = model.gradient().gradient();
    gradient.muli(1.0 / tokens);
    if (clipping.value() > 0) {
      Transforms.max(gradient, -clipping.value(), false);
      Transforms.min(gradient, clipping.value(), false);
    }
    double scale = sequences; // the updater divides by it
    if (clipping.norm() > 0) {
      double norm = gradient.norm2Number().doubleValue();
      scale *= norm > clipping.norm() ? clipping.norm() / norm : 1;
    }
    gradient.muli(scale);
  }
}
