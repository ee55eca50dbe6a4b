package org.rnnlm.kernel;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Times the softmax output with its loss and gradients; run as {@link KernelBenchmark}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SoftmaxBenchmark {
  @Param({"700x200x10000", "700x650x10000", "1600x256x65"})
  String shape;

  @Param({"onednn-f32", "onednn-bf16", "java"})
  String kernels;

  private final BenchmarkMemory memory = new BenchmarkMemory();
  private SoftmaxKernel kernel;
  private SoftmaxParameters parameters;
  private SoftmaxParameters gradients;
  private FloatPointer hidden;
  private FloatPointer hiddenGradient;
  private int[] targets;

  @Setup(Level.Trial)
  public void make() {
    String[] sizes = shape.split("x");
    int rows = Integer.parseInt(sizes[0]);
    int width = Integer.parseInt(sizes[1]);
    int vocabulary = Integer.parseInt(sizes[2]);
    kernel = BenchmarkMemory.kernels(kernels).softmax(new SoftmaxShape(width, vocabulary, rows));
    parameters = parameters(width, vocabulary, 0.1f);
    gradients = parameters(width, vocabulary, 0);
    hidden = memory.drawn((long) rows * width, 1);
    hiddenGradient = memory.drawn((long) rows * width, 0);
    targets = new Random(1).ints(rows, 0, vocabulary).toArray();
  }

  private SoftmaxParameters parameters(int width, int vocabulary, float scale) {
    return new SoftmaxParameters(
        memory.drawn((long) width * vocabulary, scale), memory.drawn(vocabulary, scale));
  }

  @Benchmark
  public double train() {
    return kernel.train(parameters, hidden, targets, hiddenGradient, gradients);
  }

  @TearDown(Level.Trial)
  public void close() {
    kernel.close();
    memory.close();
  }
}
