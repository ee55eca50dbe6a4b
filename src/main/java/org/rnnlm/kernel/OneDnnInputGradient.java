package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;

/** The gradient of the input: written straight to the caller's memory, unless it is padded. */
final class OneDnnInputGradient {
  private final dnnl_memory handle;
  private final dnnl_memory callers;
  private final Primitive give;

  OneDnnInputGradient(DnnlContext context, dnnl_memory_desc description, RecurrentShape shape) {
    dnnl_memory_desc plain =
        context.dense(dnnl_f32, dnnl_tnc, shape.steps(), shape.batch(), shape.inputSize());
    callers = context.handle(plain);
    if (dnnl_memory_desc_equal(plain, description) != 0) {
      handle = callers;
      give = null;
      return;
    }
    NativeMemory padded = context.allocate(description);
    dnnl_memory_desc unpadded =
        context.part(description, shape.steps(), shape.batch(), shape.inputSize());
    handle = padded.handle();
    give = context.reorder(context.handle(unpadded, padded.bytes()), unpadded, callers, plain);
  }

  dnnl_memory handle() {
    return handle;
  }

  void point(FloatPointer to) {
    DnnlContext.point(callers, to);
  }

  void give() {
    if (give != null) {
      give.execute();
    }
  }
}
