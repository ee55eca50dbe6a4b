package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.Pointer;

/**
 * The weights of a softmax output for all its blocks: the caller's own, or rounded once a call. To
 * pack them takes as long as it saves.
 */
final class OneDnnSoftmaxWeights {
  private final int type;
  private final dnnl_memory callers; // [hidden, vocabulary], column by column
  private final Optional<NativeMemory> rounded; // the same
  private final Optional<Primitive> rounding;
  private final dnnl_memory_desc order; // [hidden, vocabulary]
  private final dnnl_memory_desc turnedOrder; // [vocabulary, hidden], of the same memory
  private final dnnl_memory bias; // [1, vocabulary]
  private final dnnl_memory_desc biasOrder;

  OneDnnSoftmaxWeights(DnnlContext context, SoftmaxShape shape, Precision precision) {
    type = DnnlContext.type(precision);
    long h = shape.hiddenSize();
    long v = shape.vocabularySize();
    dnnl_memory_desc wide = context.dense(dnnl_f32, dnnl_ba, h, v);
    callers = context.handle(wide);
    biasOrder = context.dense(dnnl_f32, dnnl_ab, 1, v);
    bias = context.handle(biasOrder);
    order = context.dense(type, dnnl_ba, h, v);
    turnedOrder = context.dense(type, dnnl_ab, v, h);
    rounded = type == dnnl_f32 ? Optional.empty() : Optional.of(context.allocate(order));
    rounding = rounded.map(to -> context.reorder(callers, wide, to.handle(), order));
  }

  int type() {
    return type;
  }

  /** Returns the factor of the logits, [hidden, vocabulary], column by column. */
  dnnl_memory factor() {
    return rounded.map(NativeMemory::handle).orElse(callers);
  }

  /** Returns where its values are. */
  Pointer values(SoftmaxParameters parameters) {
    return rounded.<Pointer>map(NativeMemory::bytes).orElse(parameters.weights());
  }

  dnnl_memory_desc order() {
    return order;
  }

  /** Returns how the same memory is seen as the factor of the hidden states' gradients. */
  dnnl_memory_desc turnedOrder() {
    return turnedOrder;
  }

  dnnl_memory bias() {
    return bias;
  }

  dnnl_memory_desc biasOrder() {
    return biasOrder;
  }

  void take(SoftmaxParameters parameters) {
    DnnlContext.point(callers, parameters.weights());
    DnnlContext.point(bias, parameters.bias());
    rounding.ifPresent(Primitive::execute);
  }
}
