package org.rnnlm.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/** A kernel in one form, and how long its forward and backward pass take. */
abstract class TimedKernel implements AutoCloseable {
  /** Java's part of a pass is not compiled before. */
  private static final int WARM_UP_PASSES = 12;

  private static final double WARM_UP_SECONDS = 0.1;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final KernelForm form;
  private final Resources resources = new Resources();
  private final Random random = new Random(1); // the same values in every form
  private double bestNanos = Double.MAX_VALUE;

  TimedKernel(KernelForm form) {
    this.form = form;
  }

  /** Returns the thread's own time, so that others on the machine do not count. */
  private static long nanos() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  final KernelForm form() {
    return form;
  }

  final double bestNanos() {
    return bestNanos;
  }

  final FloatPointer drawn(long size, double scale) {
    FloatPointer memory = Steps.allocate(resources, size);
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

  /** A forward and a backward pass. */
  abstract void pass();

  /** Returns what a pass computed. */
  abstract FloatPointer results();

  final void warmUp() {
    long start = nanos();
    for (int i = 0; i < WARM_UP_PASSES; i++) {
      pass();
      if (i > 0 && nanos() - start > WARM_UP_SECONDS * 1e9) {
        return;
      }
    }
  }

  final void take() {
    long start = nanos();
    pass();
    bestNanos = Math.min(bestNanos, nanos() - start);
  }

  @Override
  public void close() {
    resources.close();
  }
}
