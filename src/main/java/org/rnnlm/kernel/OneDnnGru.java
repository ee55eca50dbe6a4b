package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_primitive_desc;

/** oneDNN's GRU that is linear before reset, which is the form of {@link Cell#GRU}. */
final class OneDnnGru implements OneDnnCell {
  @Override
  public int describeForward(dnnl_primitive_desc made, int kind, RecurrentDescriptions of) {
    return dnnl_lbr_gru_forward_primitive_desc_create(
        made,
        OneDnn.engine(),
        kind,
        dnnl_unidirectional_left2right,
        of.input(),
        of.hidden(),
        of.inputWeights(),
        of.recurrentWeights(),
        of.bias(),
        of.output(),
        of.hidden(),
        0,
        of.attributes());
  }

  @Override
  public int describeBackward(
      dnnl_primitive_desc made, RecurrentDescriptions of, dnnl_primitive_desc forward) {
    return dnnl_lbr_gru_backward_primitive_desc_create(
        made,
        OneDnn.engine(),
        dnnl_backward,
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
        forward,
        of.attributes());
  }
}
