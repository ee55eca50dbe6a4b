package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/**
 * oneDNN's descriptions of a recurrent layer, forward and backward: shapes, types, and weights in
 * the order that oneDNN likes best. In bf16 the input, the weights and the hidden states are
 * rounded; bias, cell states and all gradients are not.
 */
final class RecurrentDescriptions {
  /** oneDNN multiplies bf16 slowly where the width of the input is no multiple of this. */
  private static final int BF16_WIDTH = 16;

  private final DnnlContext context;
  private final RecurrentShape shape;
  private final Precision precision;

  private final dnnl_memory_desc input; // [time, batch, paddedInput]
  private final dnnl_memory_desc hidden; // [1, 1, batch, hidden]
  private final dnnl_memory_desc cell; // the same, always f32
  private final dnnl_memory_desc inputWeights; // [1, 1, paddedInput, gates, hidden]
  private final dnnl_memory_desc recurrentWeights; // [1, 1, hidden, gates, hidden]
  private final dnnl_memory_desc peepholes; // [1, 1, 3, hidden]
  private final dnnl_memory_desc bias; // [1, 1, biases, hidden]
  private final dnnl_memory_desc output; // [time, batch, hidden]

  RecurrentDescriptions(DnnlContext context, RecurrentShape shape, Precision precision) {
    this.context = context;
    this.shape = shape;
    this.precision = precision;
    int type = DnnlContext.type(precision);
    input = context.dense(type, dnnl_tnc, shape.steps(), shape.batch(), paddedInput());
    hidden = context.dense(type, dnnl_ldnc, 1, 1, shape.batch(), shape.hiddenSize());
    cell = context.dense(dnnl_f32, dnnl_ldnc, 1, 1, shape.batch(), shape.hiddenSize());
    inputWeights = inputWeights(type, dnnl_format_tag_any);
    recurrentWeights = recurrentWeights(type, dnnl_format_tag_any);
    peepholes =
        shape.cell().peepholes() == 0
            ? null
            : context.dense(dnnl_f32, dnnl_ldgo, 1, 1, 3, shape.hiddenSize());
    bias = context.dense(dnnl_f32, dnnl_ldgo, 1, 1, shape.cell().biases(), shape.hiddenSize());
    output = context.dense(type, dnnl_tnc, shape.steps(), shape.batch(), shape.hiddenSize());
  }

  int paddedInput() {
    int width = precision == Precision.BF16 ? BF16_WIDTH : 1;
    return (shape.inputSize() + width - 1) / width * width;
  }

  dnnl_memory_desc input() {
    return input;
  }

  dnnl_memory_desc hidden() {
    return hidden;
  }

  dnnl_memory_desc cell() {
    return cell;
  }

  dnnl_memory_desc peepholes() {
    return peepholes;
  }

  dnnl_memory_desc bias() {
    return bias;
  }

  dnnl_memory_desc output() {
    return output;
  }

  dnnl_memory_desc inputWeights(int type, int tag) {
    return context.dense(type, tag, 1, 1, paddedInput(), shape.cell().gates(), shape.hiddenSize());
  }

  dnnl_memory_desc recurrentWeights(int type, int tag) {
    return context.dense(
        type, tag, 1, 1, shape.hiddenSize(), shape.cell().gates(), shape.hiddenSize());
  }

  dnnl_memory_desc inputGradient() {
    return context.dense(dnnl_f32, dnnl_tnc, shape.steps(), shape.batch(), paddedInput());
  }

  dnnl_memory_desc outputGradient() {
    return context.dense(dnnl_f32, dnnl_tnc, shape.steps(), shape.batch(), shape.hiddenSize());
  }

  /** Returns the input weights as oneDNN likes them best. */
  dnnl_memory_desc inputWeights() {
    return inputWeights;
  }

  dnnl_memory_desc recurrentWeights() {
    return recurrentWeights;
  }

  dnnl_memory_desc inputWeightGradient() {
    return inputWeights(dnnl_f32, dnnl_format_tag_any);
  }

  dnnl_memory_desc recurrentWeightGradient() {
    return recurrentWeights(dnnl_f32, dnnl_format_tag_any);
  }

  /** Returns the gradient of a hidden state, or of a cell state. */
  dnnl_memory_desc stateGradient() {
    return cell;
  }

  dnnl_primitive_attr attributes() {
    return context.defaults();
  }

  dnnl_primitive_desc forward() {
    dnnl_primitive_desc made = new dnnl_primitive_desc();
    int kind = shape.training() ? dnnl_forward_training : dnnl_forward_inference;
    int status = cellOf().describeForward(made, kind, this);
    OneDnn.check(status, "forward pass of " + shape + " in " + precision);
    return context.own(made);
  }

  dnnl_primitive_desc backward(dnnl_primitive_desc forward) {
    dnnl_primitive_desc made = new dnnl_primitive_desc();
    int status = cellOf().describeBackward(made, this, forward);
    OneDnn.check(status, "backward pass of " + shape + " in " + precision);
    return context.own(made);
  }

  private OneDnnCell cellOf() {
    return OneDnnCell.of(shape.cell()).orElseThrow();
  }
}
