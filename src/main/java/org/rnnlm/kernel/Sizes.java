package org.rnnlm.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.rnnlm.text.Text;

/** Checks of sizes at the edge of the package. */
final class Sizes {
  private Sizes() {}

  static void atLeastOne(String name, int given) {
    if (given < 1) {
      throw new IllegalArgumentException(name + " is " + given + ", it must be at least 1");
    }
  }

  static void holds(String name, long capacity, long needed) {
    if (capacity < needed) {
      throw new IllegalArgumentException(
          Text.format("%d values of %s where %d are needed", capacity, name, needed));
    }
  }

  /**
   * Memory is read and written from its address on: native code would count a position in bytes. A
   * capacity of 0 says nothing, as in the pointers that ND4J hands out.
   */
  static void holds(String name, FloatPointer memory, long needed) {
    if (memory.isNull()) {
      throw new IllegalArgumentException("the pointer to " + name + " is null");
    }
    if (memory.position() != 0) {
      throw new IllegalArgumentException(
          Text.format(
              "the pointer to %s has position %d; move its address instead, by getPointer",
              name, memory.position()));
    }
    if (memory.capacity() > 0) {
      holds(name, memory.capacity(), needed);
    }
  }
}
