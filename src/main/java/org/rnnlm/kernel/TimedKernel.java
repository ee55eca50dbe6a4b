package org.rnnlm.kernel;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.function.Supplier;

/** A kernel in one form, and how long its forward and backward pass take. It is made when used. */
final class TimedKernel implements AutoCloseable {
  /** After so many passes that were no faster Java's part is compiled. */
  private static final int SETTLED_PASSES = 8;

  /** A pass is faster than another if it takes less than this of its time. */
  private static final double FASTER = 0.95;

  private static final double MOST_WARM_UP_SECONDS = 0.5;

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

  /** Makes passes until they become no faster. */
  void warmUp() {
    Pass pass = pass();
    long start = nanos();
    double fastest = Double.MAX_VALUE;
    int settled = 0;
    while (settled < SETTLED_PASSES && nanos() - start < MOST_WARM_UP_SECONDS * 1e9) {
      long before = nanos();
      pass.run();
      double taken = nanos() - before;
      settled = taken < FASTER * fastest ? 0 : settled + 1;
      fastest = Math.min(fastest, taken);
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
