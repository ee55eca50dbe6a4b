package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** The weights of a softmax output for all its blocks: the caller's own, or rounded once a call. */
final class OneDnnSoftmaxWeights {
  private final int type;
  private final dnnl_memory callers; // [hidden, vocabulary], column by column
  private final dnnl_memory factor;
  private final dnnl_memory bias; // [1, vocabulary]
  private final Primitive round;

  OneDnnSoftmaxWeights(DnnlContext context, SoftmaxShape shape, Precision precision) {
    type = DnnlContext.type(precision);
    long h = shape.hiddenSize();
    long v = shape.vocabularySize();
    dnnl_memory_desc wide = context.dense(dnnl_f32, dnnl_ba, h, v);
    callers = context.handle(wide);
    bias = context.handle(context.dense(dnnl_f32, dnnl_ab, 1, v));
    if (precision == Precision.F32) {
      factor = callers;
      round = null;
      return;
    }
    dnnl_memory_desc rounded = context.dense(type, dnnl_ba, h, v);
    factor = context.allocate(rounded).handle();
    round = context.reorder(callers, wide, factor, rounded);
  }

  int type() {
    return type;
  }

  dnnl_memory factor() {
    return factor;
  }

  dnnl_memory bias() {
    return bias;
  }

  void take(SoftmaxParameters parameters) {
    DnnlContext.point(callers, parameters.weights());
    DnnlContext.point(bias, parameters.bias());
    if (round != null) {
      round.execute();
    }
  }
}
