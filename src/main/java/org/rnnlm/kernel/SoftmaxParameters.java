package org.rnnlm.kernel;

import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Where the parameters of a softmax output are, or their gradients.
 *
 * @param weights [hiddenSize, vocabularySize], column by column, so the weights of a token follow
 *     each other
 * @param bias [vocabularySize]
 */
public record SoftmaxParameters(FloatPointer weights, FloatPointer bias) {
  public SoftmaxParameters {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(bias, "bias");
  }
}
