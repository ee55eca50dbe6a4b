package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A factor of oneDNN's products that comes in parts of as many rows, in f32: the memory it comes
 * in, or a rounded copy.
 */
final class Factor {
  private final DnnlContext context;
  private final dnnl_memory_desc order; // [parts * rows, columns]
  private final dnnl_memory_desc partOrder; // [rows, columns]
  private final NativeMemory rounded; // null where nothing is
  private final dnnl_memory source; // in f32: all parts, or the one to be rounded
  private final FloatPointer memory; // the same; null for a caller's
  private final Primitive[] rounding;
  private final long partBytes;

  private Factor(
      DnnlContext context, int type, FloatPointer memory, int parts, long rows, long columns) {
    this.context = context;
    this.memory = memory;
    this.order = context.dense(type, dnnl_ab, parts * rows, columns);
    this.partOrder = context.dense(type, dnnl_ab, rows, columns);
    this.partBytes = rows * columns * (type == dnnl_f32 ? Float.BYTES : Short.BYTES);
    dnnl_memory_desc plain = context.dense(dnnl_f32, dnnl_ab, parts * rows, columns);
    dnnl_memory_desc plainPart = context.dense(dnnl_f32, dnnl_ab, rows, columns);
    this.rounded = type == dnnl_f32 ? null : context.allocate(order);
    this.source =
        memory == null
            ? context.handle(plain)
            : context.handle(rounded == null ? plain : plainPart, memory);
    this.rounding = new Primitive[rounded == null ? 0 : parts];
    for (int i = 0; i < rounding.length; i++) {
      rounding[i] = context.reorder(source, plainPart, part(i), partOrder);
    }
  }

  /**
   * Memory that stays.
   *
   * @param memory of all parts; of one, where parts are rounded one after the other
   */
  static Factor of(
      DnnlContext context, int type, FloatPointer memory, int parts, long rows, long columns) {
    return new Factor(context, type, memory, parts, rows, columns);
  }

  /** Returns a caller's memory, in one part, to be pointed at before each use. */
  static Factor ofCallers(DnnlContext context, int type, int parts, long rows, long columns) {
    return new Factor(context, type, null, parts, rows, columns);
  }

  dnnl_memory_desc order() {
    return order;
  }

  dnnl_memory_desc partOrder() {
    return partOrder;
  }

  dnnl_memory whole() {
    return rounded == null ? source : rounded.handle();
  }

  dnnl_memory part(int index) {
    return part(index, partOrder);
  }

  /** Returns a part, seen in another order. */
  dnnl_memory part(int index, dnnl_memory_desc seen) {
    return rounded == null
        ? context.handle(seen, memory.getPointer(index * partBytes / Float.BYTES))
        : context.handle(seen, rounded.bytes().getPointer(index * partBytes));
  }

  /** Returns all rows, seen in another order. */
  dnnl_memory as(dnnl_memory_desc other) {
    return rounded == null ? context.handle(other, memory) : context.handle(other, rounded.bytes());
  }

  void point(FloatPointer to) {
    DnnlContext.point(source, to);
  }

  /** Takes a part over as it is now. */
  void round(int part) {
    if (rounded != null) {
      rounding[part].execute();
    }
  }
}
