package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** oneDNN's LSTM, with peepholes where the descriptions have them. */
final class OneDnnLstm implements OneDnnCell {
  private static final dnnl_memory_desc NO_PROJECTION = null;

  @Override
  public int describeForward(dnnl_primitive_desc made, int kind, RecurrentDescriptions of) {
    return dnnl_lstm_forward_primitive_desc_create(
        made,
        OneDnn.engine(),
        kind,
        dnnl_unidirectional_left2right,
        of.input(),
        of.hidden(),
        of.cell(),
        of.inputWeights(),
        of.recurrentWeights(),
        of.peepholes(),
        NO_PROJECTION,
        of.bias(),
        of.output(),
        of.hidden(),
        of.cell(),
        0,
        of.attributes());
  }

  @Override
  public int describeBackward(
      dnnl_primitive_desc made, RecurrentDescriptions of, dnnl_primitive_desc forward) {
    return dnnl_lstm_backward_primitive_desc_create(
        made,
        OneDnn.engine(),
        dnnl_backward,
        dnnl_unidirectional_left2right,
        of.input(),
        of.hidden(),
        of.cell(),
        of.inputWeights(),
        of.recurrentWeights(),
        of.peepholes(),
        NO_PROJECTION,
        of.bias(),
        of.output(),
        of.hidden(),
        of.cell(),
        of.inputGradient(),
        of.stateGradient(),
        of.stateGradient(),
        of.inputWeightGradient(),
        of.recurrentWeightGradient(),
        of.peepholes(),
        NO_PROJECTION,
        of.bias(),
        of.outputGradient(),
        of.stateGradient(),
        of.stateGradient(),
        0,
        forward,
        of.attributes());
  }
}
