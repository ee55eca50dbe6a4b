package org.rnnlm.layer;

import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** The names of a softmax layer's parameters, which are those of DL4J's output layers. */
final class SoftmaxLayerParameters {
  static final String WEIGHTS = DefaultParamInitializer.WEIGHT_KEY;
  static final String BIAS = DefaultParamInitializer.BIAS_KEY;

  private SoftmaxLayerParameters() {}
}
