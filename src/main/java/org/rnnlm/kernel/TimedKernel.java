package org.rnnlm.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.function.Supplier;

/** A kernel in one form, and how long its forward and backward pass take. It is made when used. */
final class TimedKernel implements AutoCloseable {
  /** Java's part of a pass is not compiled before. */
  private static final int WARM_UP_PASSES = 12;

  private static final double WARM_UP_SECONDS = 0.1;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final KernelForm form;
  private final Supplier<Pass> maker;
  private Optional<Pass> made = Optional.empty();
  private double bestNanos = Double.MAX_VALUE;

  TimedKernel(KernelForm form, Supplier<Pass> maker) {
    this.form = form;
    this.maker = maker;
  }

  /** The forward and backward pass of a kernel, which is closed with it. */
  interface Pass extends AutoCloseable {
    void run();

    @Override
    void close();
  }

  /** Returns the thread's own time, so that others on the machine do not count. */
  private static long nanos() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  KernelForm form() {
    return form;
  }

  double bestNanos() {
    return bestNanos;
  }

  private Pass pass() {
    made = made.or(() -> Optional.of(maker.get()));
    return made.orElseThrow();
  }

  void warmUp() {
    Pass pass = pass();
    long start = nanos();
    for (int i = 0; i < WARM_UP_PASSES; i++) {
      pass.run();
      if (i > 0 && nanos() - start > WARM_UP_SECONDS * 1e9) {
        return;
      }
    }
  }

  void take() {
    Pass pass = pass();
    long start = nanos();
    pass.run();
    bestNanos = Math.min(bestNanos, nanos() - start);
  }

  /** Frees the kernel; what was measured stays. */
  @Override
  public void close() {
    made.ifPresent(Pass::close);
    made = Optional.empty();
  }
}
