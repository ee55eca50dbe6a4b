package org.rnnlm.kernel;

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

/**
 * Times the recurrent kernels, a pass each: {@code mvn -q -pl src -Pjmh test-compile exec:exec}.
 * Add {@code -Djmh="KernelBenchmark -p cell=GRU"} for a part of them. With one thread: set
 * OMP_NUM_THREADS=1.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  private static final int BATCH = 32;
  private static final int STEPS = 50;

  @Param({"SIMPLE_RNN", "LSTM", "PEEPHOLE_LSTM", "GRU"})
  Cell cell;

  @Param({"128", "256", "512"})
  int size;

  @Param({"onednn-f32", "onednn-bf16", "stepped-f32", "stepped-bf16", "java"})
  String kernels;

  private final BenchmarkMemory memory = new BenchmarkMemory();
  private RecurrentKernel kernel;
  private CellParameters parameters;
  private CellParameters gradients;
  private FloatPointer input;
  private FloatPointer output;
  private FloatPointer outputGradient;
  private FloatPointer inputGradient;

  @Setup(Level.Trial)
  public void make() {
    RecurrentShape shape = new RecurrentShape(cell, size, size, BATCH, STEPS, true);
    kernel =
        switch (kernels) {
          case "stepped-f32" -> SteppedRecurrent.onOneDnn(shape, Precision.F32);
          case "stepped-bf16" -> SteppedRecurrent.onOneDnn(shape, Precision.BF16);
          default -> BenchmarkMemory.kernels(kernels).recurrent(shape);
        };
    parameters = parameters(shape, 0.1f);
    gradients = parameters(shape, 0);
    input = memory.drawn(shape.inputs(), 1);
    output = memory.drawn(shape.outputs(), 0);
    outputGradient = memory.drawn(shape.outputs(), 1);
    inputGradient = memory.drawn(shape.inputs(), 0);
    kernel.initialState().zero();
    kernel.forward(parameters, input, output);
  }

  private CellParameters parameters(RecurrentShape shape, float scale) {
    return new CellParameters(
        memory.drawn(shape.inputWeights(), scale),
        memory.drawn(shape.recurrentWeights() + shape.peepholes(), scale),
        memory.drawn(shape.biases(), scale));
  }

  @Benchmark
  public void forward() {
    kernel.forward(parameters, input, output);
  }

  @Benchmark
  public void forwardAndBackward() {
    kernel.forward(parameters, input, output);
    kernel.backward(parameters, input, outputGradient, inputGradient, gradients);
  }

  @TearDown(Level.Trial)
  public void close() {
    kernel.close();
    memory.close();
  }
}
