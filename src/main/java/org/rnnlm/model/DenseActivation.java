package org.rnnlm.model;

import org.nd4j.linalg.activations.Activation;

/** What a dense layer's units compute of their sums. */
public enum DenseActivation {
  RELU,
  TANH;

  Activation dl4j() {
    return switch (this) {
      case RELU -> Activation.RELU;
      case TANH -> Activation.TANH;
    };
  }
}
