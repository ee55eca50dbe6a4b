package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_primitive_desc;

/** oneDNN's vanilla RNN with the hyperbolic tangent. */
final class OneDnnSimpleRnn implements OneDnnCell {
  @Override
  public int describeForward(dnnl_primitive_desc made, int kind, RecurrentDescriptions of) {
    return dnnl_vanilla_rnn_forward_primitive_desc_create(
        made,
        OneDnn.engine(),
        kind,
        dnnl_eltwise_tanh,
        dnnl_unidirectional_left2right,
        of.input(),
        of.hidden(),
        of.inputWeights(),
        of.recurrentWeights(),
        of.bias(),
        of.output(),
        of.hidden(),
        0,
        0f,
        0f,
        of.attributes());
  }

  @Override
  public int describeBackward(
      dnnl_primitive_desc made, RecurrentDescriptions of, dnnl_primitive_desc forward) {
    return dnnl_vanilla_rnn_backward_primitive_desc_create(
        made,
        OneDnn.engine(),
        dnnl_backward,
        dnnl_eltwise_tanh,
        dnnl_unidirectional_left2right,
        of.input(),
        of.hidden(),
        of.inputWeights(),
        of.recurrentWeights(),
        of.bias(),
        of.output(),
        of.hidden(),
        of.inputGradient(),
        of.stateGradient(),
        of.inputWeightGradient(),
        of.recurrentWeightGradient(),
        of.bias(),
        of.outputGradient(),
        of.stateGradient(),
        0,
        0f,
        0f,
        forward,
        of.attributes());
  }
}
