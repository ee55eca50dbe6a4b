package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Goes through vectors of one length side by side, piece by piece, so that what is computed of them
 * goes through memory once. The pieces are Java's arrays, over which a plain loop is compiled to
 * the processor's vector instructions.
 */
final class VectorPieces {
  /** Three of these stay in a core's first cache, and what they are copied from beside them. */
  static final int LENGTH = 2048;

  /** A buffer holds at most 2 GiB. */
  private static final int STRETCH = 1 << 22;

  private VectorPieces() {}

  /** Work on a piece of each vector. */
  @FunctionalInterface
  interface Work {
    /**
     * @param pieces one of each vector, in their order, to be changed in place
     * @param length values in each that count
     */
    void on(float[][] pieces, int length);
  }

  /** Goes through vectors that all change. */
  static void of(long length, Work work, FloatPointer... vectors) {
    of(length, work, vectors, vectors.length);
  }

  /**
   * Goes through vectors of which only the first ones change.
   *
   * @param changed how many; what becomes of the pieces of the others is forgotten
   */
  static void of(long length, Work work, FloatPointer[] vectors, int changed) {
    float[][] pieces = new float[vectors.length][LENGTH];
    FloatBuffer[] buffers = new FloatBuffer[vectors.length];
    for (long start = 0; start < length; start += STRETCH) {
      int stretch = (int) Math.min(STRETCH, length - start);
      for (int i = 0; i < vectors.length; i++) {
        buffers[i] = buffer(vectors[i], start, stretch);
      }
      for (int from = 0; from < stretch; from += LENGTH) {
        int size = Math.min(LENGTH, stretch - from);
        for (int i = 0; i < vectors.length; i++) {
          buffers[i].get(from, pieces[i], 0, size);
        }
        work.on(pieces, size);
        for (int i = 0; i < changed; i++) {
          buffers[i].put(from, pieces[i], 0, size);
        }
      }
    }
  }

  /** Copies to and from it are the processor's own; those of a pointer are calls out of Java. */
  private static FloatBuffer buffer(FloatPointer vector, long from, int length) {
    return new FloatPointer(vector.getPointer(from)).capacity(length).asBuffer();
  }
}
