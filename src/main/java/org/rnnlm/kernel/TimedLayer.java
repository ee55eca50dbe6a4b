package org.rnnlm.kernel;

import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A layer in all its forms, which compute on the same arrays, one after the other. Each form keeps
 * the weights packed as well, in both directions: of a large layer only one form at a time, or they
 * would take more memory than training does.
 */
abstract class TimedLayer implements AutoCloseable {
  /** Weights, from which on a layer is large: no cache of one core holds it. */
  private static final long LARGE = 1 << 22;

  private final Resources resources = new Resources();
  private final Random random = new Random(1);

  /** Returns how many weights the layer has. */
  abstract long weights();

  final boolean large() {
    return weights() > LARGE;
  }

  /** Returns the forms that this machine has, the one to compare others with first. */
  abstract List<TimedKernel> forms();

  /** Returns what the pass of a form computed that ran last. */
  abstract FloatPointer results();

  final FloatPointer drawn(long size, double scale) {
    FloatPointer memory = empty(size);
    float[] values = new float[Math.toIntExact(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * (2 * random.nextFloat() - 1));
    }
    memory.put(values, 0, values.length);
    return memory;
  }

  final FloatPointer empty(long size) {
    return Steps.allocate(resources, size);
  }

  @Override
  public final void close() {
    forms().forEach(TimedKernel::close);
    resources.close();
  }
}
