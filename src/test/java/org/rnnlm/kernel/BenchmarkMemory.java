package org.rnnlm.kernel;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/** What the kernels' benchmarks need: kernels by name, and memory filled with random numbers. */
final class BenchmarkMemory implements AutoCloseable {
  private final Resources resources = new Resources();

  /** {@code onednn-f32}, {@code onednn-bf16} or {@code java}. */
  static Kernels kernels(String name) {
    return Kernels.of(
        switch (name) {
          case "onednn-f32" -> new KernelSpec(KernelChoice.ONEDNN, Bf16Choice.OFF);
          case "onednn-bf16" -> new KernelSpec(KernelChoice.ONEDNN, Bf16Choice.ON);
          case "java" -> new KernelSpec(KernelChoice.JAVA, Bf16Choice.OFF);
          default -> throw new IllegalArgumentException("kernels '" + name + "'");
        });
  }

  FloatPointer drawn(long values, float scale) {
    Random random = new Random(values);
    FloatPointer memory = new FloatPointer(values);
    resources.own(memory, memory::deallocate);
    for (long i = 0; i < values; i++) {
      memory.put(i, scale * (float) random.nextGaussian());
    }
    return memory;
  }

  @Override
  public void close() {
    resources.close();
  }
}
