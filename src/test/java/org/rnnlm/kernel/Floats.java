package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Native memory of a test. What a kernel is to fill begins as NaN, and behind every piece lies a
 * guard which {@link #close} finds untouched.
 */
final class Floats implements AutoCloseable {
  private static final int GUARD = 19;
  private static final float GUARD_VALUE = 12345.625f;

  private record Piece(FloatPointer memory, long size) {}

  private final List<Piece> pieces = new ArrayList<>();

  FloatPointer of(double[] values) {
    FloatPointer memory = empty(values.length);
    for (int i = 0; i < values.length; i++) {
      memory.put(i, (float) values[i]);
    }
    return memory;
  }

  FloatPointer empty(long size) {
    FloatPointer memory = new FloatPointer(size + GUARD);
    for (long i = 0; i < size; i++) {
      memory.put(i, Float.NaN);
    }
    for (long i = size; i < size + GUARD; i++) {
      memory.put(i, GUARD_VALUE);
    }
    pieces.add(new Piece(memory, size));
    return new FloatPointer(memory).capacity(size);
  }

  static double[] read(FloatPointer memory) {
    float[] values = new float[Math.toIntExact(memory.capacity())];
    memory.get(values);
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  @Override
  public void close() {
    for (Piece piece : pieces) {
      for (long i = piece.size(); i < piece.size() + GUARD; i++) {
        assertThat(piece.memory().get(i)).as("behind native memory").isEqualTo(GUARD_VALUE);
      }
      piece.memory().deallocate();
    }
  }
}
