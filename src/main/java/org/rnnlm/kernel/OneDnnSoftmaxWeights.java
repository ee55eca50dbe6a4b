package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;

/**
 * The weights of a softmax output for all its blocks: the caller's own, or rounded once a call; and
 * packed for the product that makes the gradients of the hidden states. To pack them for the logits
 * takes as long as it saves.
 */
final class OneDnnSoftmaxWeights {
  /** Fewer rows are done sooner than weights are packed. */
  private static final int LEAST_ROWS = 128;

  private final int type;
  private final dnnl_memory callers; // [hidden, vocabulary], column by column
  private final dnnl_memory factor; // the same, rounded
  private final dnnl_memory packed; // [vocabulary, hidden]
  private final dnnl_memory_desc packedOrder;
  private final dnnl_memory bias; // [1, vocabulary]
  private final List<Primitive> rounding = new ArrayList<>();
  private final List<Primitive> packing = new ArrayList<>();

  OneDnnSoftmaxWeights(DnnlContext context, SoftmaxShape shape, Precision precision) {
    type = DnnlContext.type(precision);
    long h = shape.hiddenSize();
    long v = shape.vocabularySize();
    long rows = shape.blockRows();
    dnnl_memory_desc wide = context.dense(dnnl_f32, dnnl_ba, h, v);
    callers = context.handle(wide);
    bias = context.handle(context.dense(dnnl_f32, dnnl_ab, 1, v));
    factor = precision == Precision.F32 ? callers : rounded(context, wide, h, v);
    dnnl_memory_desc plain = context.dense(type, dnnl_ab, v, h);
    MatrixProduct product =
        MatrixProduct.into(
            context,
            context.dense(dnnl_f32, dnnl_ab, rows, h),
            context.dense(type, dnnl_ab, rows, v),
            rows < LEAST_ROWS ? plain : context.dense(type, dnnl_format_tag_any, v, h));
    packedOrder = product.rightOrder();
    packed = product.packed(factor, plain, packing);
  }

  private dnnl_memory rounded(DnnlContext context, dnnl_memory_desc wide, long h, long v) {
    dnnl_memory_desc order = context.dense(type, dnnl_ba, h, v);
    dnnl_memory memory = context.allocate(order).handle();
    rounding.add(context.reorder(callers, wide, memory, order));
    return memory;
  }

  int type() {
    return type;
  }

  /** Returns the factor of the logits, [hidden, vocabulary], column by column. */
  dnnl_memory factor() {
    return factor;
  }

  /** Returns the factor of the hidden states' gradients, [vocabulary, hidden]. */
  dnnl_memory packed() {
    return packed;
  }

  /** Returns the order in which it is packed. */
  dnnl_memory_desc packedOrder() {
    return packedOrder;
  }

  dnnl_memory bias() {
    return bias;
  }

  void take(SoftmaxParameters parameters) {
    DnnlContext.point(callers, parameters.weights());
    DnnlContext.point(bias, parameters.bias());
    rounding.forEach(Primitive::execute);
  }

  /** Is called before the first backward pass with what was taken. */
  void pack() {
    packing.forEach(Primitive::execute);
  }
}
