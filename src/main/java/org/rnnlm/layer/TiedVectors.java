package org.rnnlm.layer;

import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.rnnlm.kernel.ClusterVectors;
import org.rnnlm.kernel.SoftmaxParameters;

/**
 * The vectors of an output layer's tokens, as an embedding that is tied to them reads them and has
 * them learn.
 *
 * @param width of a vector, nIn of the output layer
 * @param narrow reads and teaches the vectors of a vocabulary in clusters; empty if all tokens'
 *     vectors lie one after the other
 */
record TiedVectors(int width, Optional<ClusterVectors> narrow, SoftmaxParameters parameters) {

  /**
   * Copies the vectors of some tokens.
   *
   * @param into receives [ids, width]
   */
  void read(int[] ids, FloatPointer into) {
    if (narrow.isPresent()) {
      narrow.get().read(parameters, ids, into);
    } else {
      TokenVectors.read(parameters.weights(), width, ids, into);
    }
  }

  /**
   * Adds the gradients of vectors that were read to those of the weights.
   *
   * @param ofVectors [ids, width]
   * @param gradients which the output layer has set
   */
  void add(int[] ids, FloatPointer ofVectors, SoftmaxParameters gradients) {
    if (narrow.isPresent()) {
      narrow.get().add(parameters, ids, ofVectors, gradients);
    } else {
      TokenVectors.add(gradients.weights(), width, ids, ofVectors);
    }
  }

  /**
   * Sets a token's vector.
   *
   * @throws IllegalArgumentException if the vocabulary is in clusters, where vectors are narrower
   */
  void set(int id, float... vector) {
    if (narrow.isPresent()) {
      throw new IllegalArgumentException(
          "the vectors of an adaptive softmax are narrower for rare tokens, and cannot be set from"
              + " pretrained ones; set model.tied-embedding = false, or model.output = full");
    }
    parameters.weights().getPointer((long) id * width).put(vector, 0, width);
  }
}
