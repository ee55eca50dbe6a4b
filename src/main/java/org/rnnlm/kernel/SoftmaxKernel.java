package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A linear layer with softmax over a vocabulary and its cross entropy, in blocks of rows: no more
 * than one block's logits exist at a time. Belongs to one thread and is closed by who asked for it.
 *
 * <p>Rows whose target is {@link #MASKED} count for nothing. Losses are in nats, and sums;
 * gradients are those of the sum.
 */
public interface SoftmaxKernel extends AutoCloseable {
  /** The target of a row that is not there. */
  int MASKED = -1;

  SoftmaxShape shape();

  /** Returns the loss of rows that count alike, and its gradients. */
  default double train(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      int[] targets,
      FloatPointer hiddenGradient,
      SoftmaxParameters gradients) {
    return train(parameters, hidden, targets, TargetWeights.EQUAL, hiddenGradient, gradients);
  }

  /**
   * Returns the loss, and its gradients.
   *
   * @param hidden [rows, hiddenSize]
   * @param targets of the rows, ids below the vocabulary's size
   * @param weights of the rows, which multiply their losses
   * @param hiddenGradient receives [rows, hiddenSize]
   * @param gradients receive those of the parameters; what was there is overwritten
   */
  double train(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      int[] targets,
      TargetWeights weights,
      FloatPointer hiddenGradient,
      SoftmaxParameters gradients);

  /** Returns the loss alone, row by row; 0 for masked rows. */
  double[] losses(SoftmaxParameters parameters, FloatPointer hidden, int[] targets);

  /** Returns the loss alone and the entropy of the distribution, row by row. */
  TokenInformation information(SoftmaxParameters parameters, FloatPointer hidden, int[] targets);

  /** Returns how the targets stand in the distributions, row by row. */
  TokenRanks ranks(SoftmaxParameters parameters, FloatPointer hidden, int[] targets);

  /**
   * The distributions over the vocabulary.
   *
   * @param probabilities receives [rows, vocabularySize]
   */
  void probabilities(SoftmaxParameters parameters, FloatPointer hidden, FloatPointer probabilities);

  @Override
  void close();
}
