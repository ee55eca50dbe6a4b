package org.rnnlm.train;

import org.rnnlm.model.ModelSpec;

/**
 * About how much native memory one worker's training takes, beside the Java heap.
 *
 * @param parameters of the model
 * @param stateBytes parameters, gradients and Adam's two moments
 * @param activationBytes what forward and backward pass of one batch hold
 */
public record MemoryEstimate(long parameters, long stateBytes, long activationBytes) {
  private static final int FLOAT = 4;

  /** DL4J keeps gates, their derivatives and states of each step: about this many values a unit. */
  private static final int VALUES_PER_UNIT = 16;

  /** Logits, their softmax twice, one-hot targets, the gradient. */
  private static final int VALUES_PER_LOGIT = 5;

  static MemoryEstimate of(
      ModelSpec model, long parameters, int vocabularySize, int batchSize, int steps) {
    long units = (long) model.layers() * model.hiddenSize() * VALUES_PER_UNIT;
    long inputs = model.oneHotInput() ? vocabularySize : model.embeddingSize() * 2L;
    long perStep = units + inputs + (long) vocabularySize * VALUES_PER_LOGIT;
    return new MemoryEstimate(
        parameters, parameters * FLOAT * 4, perStep * batchSize * steps * FLOAT);
  }

  public long bytes() {
    return stateBytes + activationBytes;
  }
}
