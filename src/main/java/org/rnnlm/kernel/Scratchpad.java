package org.rnnlm.kernel;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.javacpp.BytePointer;

/** Scratch memory that the primitives of one kernel share, as large as the largest asks for. */
final class Scratchpad {
  private final List<dnnl_memory> handles = new ArrayList<>();
  private BytePointer memory = new BytePointer();

  void share(dnnl_memory handle, long bytes) {
    handles.add(handle);
    if (memory.isNull() || bytes > memory.capacity()) {
      free();
      memory = new BytePointer(bytes);
    }
    handles.forEach(sharing -> DnnlContext.point(sharing, memory));
  }

  void free() {
    memory.deallocate();
  }
}
