package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The inputs or outputs of all steps in a kernel's own memory, rounded and padded as it wants them,
 * and their way from and to the caller's.
 */
final class OneDnnSequence {
  private final long bytes;
  private final NativeMemory memory;
  private final dnnl_memory callers;
  private final Primitive take;
  private final Primitive give;

  /**
   * @param description of the kernel's memory, [time, batch, padded width]
   * @param width of the caller's, [time, batch, width]
   */
  OneDnnSequence(
      DnnlContext context,
      dnnl_memory_desc description,
      RecurrentShape shape,
      int width,
      Precision precision) {
    this.bytes = (long) shape.steps() * shape.batch() * width * Float.BYTES;
    this.memory = context.allocate(description);
    if (precision == Precision.F32) {
      callers = null;
      take = null;
      give = null;
      return;
    }
    dnnl_memory_desc plain = context.dense(dnnl_f32, dnnl_tnc, shape.steps(), shape.batch(), width);
    dnnl_memory_desc unpadded = context.part(description, shape.steps(), shape.batch(), width);
    dnnl_memory own = context.handle(unpadded, memory.bytes());
    callers = context.handle(plain);
    take = context.reorder(callers, plain, own, unpadded);
    give = context.reorder(own, unpadded, callers, plain);
  }

  dnnl_memory handle() {
    return memory.handle();
  }

  void take(FloatPointer from) {
    if (take == null) {
      Pointer.memcpy(memory.bytes(), from, bytes);
      return;
    }
    DnnlContext.point(callers, from);
    take.execute();
  }

  void give(FloatPointer to) {
    if (give == null) {
      Pointer.memcpy(to, memory.bytes(), bytes);
      return;
    }
    DnnlContext.point(callers, to);
    give.execute();
  }
}
