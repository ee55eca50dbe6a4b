package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Makes oneDNN's objects for one kernel, and the memory it works in, and owns them. */
final class DnnlContext implements AutoCloseable {
  /** What oneDNN's widest loads like. */
  private static final int ALIGNMENT = 64;

  private final Resources resources = new Resources();
  private final dnnl_stream stream = new dnnl_stream();
  private final dnnl_primitive_attr attributes;
  private final Scratchpad scratchpad;

  DnnlContext() {
    dnnl_stream created = stream;
    OneDnn.check(dnnl_stream_create(created, OneDnn.engine(), dnnl_stream_default_flags), "stream");
    resources.own(created, () -> dnnl_stream_destroy(created));
    attributes = attributes();
    Scratchpad shared = new Scratchpad();
    scratchpad = resources.own(shared, shared::free);
  }

  dnnl_primitive_attr attributes() {
    dnnl_primitive_attr made = new dnnl_primitive_attr();
    OneDnn.check(dnnl_primitive_attr_create(made), "attributes");
    OneDnn.check(
        dnnl_primitive_attr_set_scratchpad_mode(made, dnnl_scratchpad_mode_user), "scratchpad");
    return resources.own(made, () -> dnnl_primitive_attr_destroy(made));
  }

  /** Returns the attributes that every primitive takes. */
  dnnl_primitive_attr defaults() {
    return attributes;
  }

  static int type(Precision precision) {
    return precision == Precision.BF16 ? dnnl_bf16 : dnnl_f32;
  }

  dnnl_memory_desc dense(int type, int tag, long... dimensions) {
    dnnl_memory_desc made = new dnnl_memory_desc();
    OneDnn.check(
        dnnl_memory_desc_create_with_tag(made, dimensions.length, dimensions, type, tag),
        "memory description");
    return resources.own(made, () -> dnnl_memory_desc_destroy(made));
  }

  dnnl_memory_desc strided(int type, long[] dimensions, long[] strides) {
    dnnl_memory_desc made = new dnnl_memory_desc();
    OneDnn.check(
        dnnl_memory_desc_create_with_strides(made, dimensions.length, dimensions, type, strides),
        "memory description");
    return resources.own(made, () -> dnnl_memory_desc_destroy(made));
  }

  /** Returns the first entries of each dimension, in the same memory. */
  dnnl_memory_desc part(dnnl_memory_desc whole, long... dimensions) {
    dnnl_memory_desc made = new dnnl_memory_desc();
    OneDnn.check(
        dnnl_memory_desc_create_submemory(made, whole, dimensions, new long[dimensions.length]),
        "part of a memory");
    return resources.own(made, () -> dnnl_memory_desc_destroy(made));
  }

  dnnl_primitive_desc own(dnnl_primitive_desc made) {
    return resources.own(made, () -> dnnl_primitive_desc_destroy(made));
  }

  /** Returns a view: it lives as long as the primitive description. */
  static dnnl_memory_desc query(dnnl_primitive_desc description, int what, int index) {
    return dnnl_primitive_desc_query_md(description, what, index);
  }

  /** Memory of ours, zeroed. */
  NativeMemory allocate(dnnl_memory_desc description) {
    long bytes = dnnl_memory_desc_get_size(description);
    BytePointer memory = bytes(bytes);
    return new NativeMemory(memory, handle(description, memory));
  }

  FloatPointer floats(long values) {
    return new FloatPointer(bytes(values * Float.BYTES)).capacity(values);
  }

  private BytePointer bytes(long size) {
    BytePointer whole = new BytePointer(size + ALIGNMENT);
    resources.own(whole, whole::deallocate);
    Pointer.memset(whole, 0, size + ALIGNMENT);
    long skipped = (ALIGNMENT - whole.address() % ALIGNMENT) % ALIGNMENT;
    return new BytePointer(whole.getPointer(skipped)).capacity(size);
  }

  /** Returns a handle on memory. */
  dnnl_memory handle(dnnl_memory_desc description, Pointer memory) {
    dnnl_memory made = new dnnl_memory();
    OneDnn.check(
        dnnl_memory_create(made, description, OneDnn.engine(), memory), "memory of a kernel");
    return resources.own(made, () -> dnnl_memory_destroy(made));
  }

  /** Returns a handle on memory that is set before each use. */
  dnnl_memory handle(dnnl_memory_desc description) {
    return handle(description, null);
  }

  /** Returns another look at memory that does not move. */
  dnnl_memory view(dnnl_memory_desc description, dnnl_memory of) {
    try (PointerPointer<Pointer> address = new PointerPointer<>(1)) {
      OneDnn.check(dnnl_memory_get_data_handle(of, address), "looking at a memory");
      return handle(description, address.get());
    }
  }

  static void point(dnnl_memory handle, Pointer memory) {
    OneDnn.check(dnnl_memory_set_data_handle(handle, memory), "setting a memory handle");
  }

  /** Returns a primitive with all its arguments; a scratchpad is added where it asks for one. */
  Primitive primitive(dnnl_primitive_desc description, Map<Integer, dnnl_memory> arguments) {
    dnnl_primitive made = new dnnl_primitive();
    OneDnn.check(dnnl_primitive_create(made, description), "primitive");
    resources.own(made, () -> dnnl_primitive_destroy(made));
    dnnl_memory_desc scratchDescription = query(description, dnnl_query_scratchpad_md, 0);
    long scratchBytes =
        scratchDescription == null ? 0 : dnnl_memory_desc_get_size(scratchDescription);
    boolean scratch = scratchBytes > 0;
    int count = arguments.size() + (scratch ? 1 : 0);
    dnnl_exec_arg_t array = new dnnl_exec_arg_t(count);
    resources.own(array, array::deallocate);
    int i = 0;
    for (Map.Entry<Integer, dnnl_memory> argument : arguments.entrySet()) {
      array.position(i++).arg(argument.getKey()).memory(argument.getValue());
    }
    if (scratch) {
      dnnl_memory handle = handle(scratchDescription);
      scratchpad.share(handle, scratchBytes);
      array.position(i).arg(DNNL_ARG_SCRATCHPAD).memory(handle);
    }
    array.position(0);
    return new Primitive(made, stream, array, count);
  }

  /** Copies, changing type and order. */
  Primitive reorder(
      dnnl_memory from, dnnl_memory_desc fromDescription, dnnl_memory to, dnnl_memory_desc toDesc) {
    dnnl_primitive_desc made = new dnnl_primitive_desc();
    OneDnn.check(
        dnnl_reorder_primitive_desc_create(
            made, fromDescription, OneDnn.engine(), toDesc, OneDnn.engine(), attributes),
        "reorder");
    return primitive(own(made), Map.of(DNNL_ARG_FROM, from, DNNL_ARG_TO, to));
  }

  void checkOpen() {
    resources.checkOpen();
  }

  @Override
  public void close() {
    resources.close();
  }
}
