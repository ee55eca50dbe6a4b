package org.rnnlm.kernel;

import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Memory that a {@link DnnlContext} owns.
 *
 * @param bytes where it is
 * @param handle oneDNN's handle on it
 */
record NativeMemory(BytePointer bytes, dnnl_memory handle) {

  FloatPointer floats() {
    return new FloatPointer(bytes).capacity(bytes.capacity() / Float.BYTES);
  }

  void zero() {
    Pointer.memset(bytes, 0, bytes.capacity());
  }
}
