package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernels neither leak while they run nor when they are closed. */
class KernelMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long MIB = 1 << 20;

  /** What the heap may make the process grow by; buffers that leak would take more. */
  private static final long SLACK = 16 * MIB;

  /** Its outputs take 35 KiB, and the process has 34 MiB more if they leak a thousand times. */
  private static final RecurrentShape RECURRENT =
      new RecurrentShape(Cell.LSTM, 65, 32, 16, 17, true);

  /** Logits of 258 KiB. */
  private static final SoftmaxShape SOFTMAX = new SoftmaxShape(32, 513, 129);

  @ParameterizedTest
  @EnumSource
  void aThousandStepsDoNotGrowTheProcess(Implementation implementation) throws IOException {
    assumeLinux();
    try (Floats floats = new Floats();
        RecurrentKernel kernel = implementation.recurrent(RECURRENT)) {
      Runnable step = step(kernel, floats);
      repeat(200, step);
      long before = residentBytes();
      repeat(1000, step);

      assertThat(residentBytes() - before).as("growth in bytes").isLessThan(SLACK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void hundredsOfOutputStepsDoNotGrowTheProcess(Implementation implementation) throws IOException {
    assumeLinux();
    try (Floats floats = new Floats();
        SoftmaxKernel kernel = implementation.softmax(SOFTMAX)) {
      Runnable step = step(kernel, floats);
      repeat(50, step);
      long before = residentBytes();
      repeat(300, step);

      assertThat(residentBytes() - before).as("growth in bytes").isLessThan(SLACK);
    }
  }

  @ParameterizedTest
  @EnumSource
  void kernelsThatAreClosedLeaveNothingBehind(Implementation implementation) throws IOException {
    assumeLinux();
    repeat(60, () -> makeAndClose(implementation)); // Java compiles its part meanwhile
    long before = residentBytes();
    repeat(60, () -> makeAndClose(implementation));

    assertThat(residentBytes() - before).as("growth in bytes").isLessThan(SLACK);
  }

  @ParameterizedTest
  @EnumSource
  void allThatWasAllocatedIsFreedOnClose(Implementation implementation) {
    long before = Pointer.totalBytes();
    makeAndClose(implementation);

    assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
  }

  private static void makeAndClose(Implementation implementation) {
    try (Floats floats = new Floats();
        RecurrentKernel recurrent = implementation.recurrent(RECURRENT);
        SoftmaxKernel softmax = implementation.softmax(SOFTMAX)) {
      step(recurrent, floats).run();
      step(softmax, floats).run();
    }
  }

  private static void repeat(int times, Runnable step) {
    for (int i = 0; i < times; i++) {
      step.run();
    }
  }

  private static Runnable step(RecurrentKernel kernel, Floats floats) {
    RecurrentShape shape = kernel.shape();
    RecurrentTask task = RecurrentTask.random(shape, 1);
    CellParameters parameters =
        new CellParameters(
            floats.of(task.inputWeights()),
            floats.of(task.recurrentWeights()),
            floats.of(task.bias()));
    CellParameters gradients =
        new CellParameters(
            floats.empty(shape.inputWeights()),
            floats.empty(shape.recurrentWeights()),
            floats.empty(shape.biases()));
    FloatPointer input = floats.of(task.input());
    FloatPointer output = floats.empty(shape.outputs());
    FloatPointer outputGradient = floats.of(task.outputGradient());
    FloatPointer inputGradient = floats.empty(shape.inputs());
    return () -> {
      kernel.initialState().zero();
      kernel.forward(parameters, input, output);
      kernel.backward(parameters, input, outputGradient, inputGradient, gradients);
    };
  }

  private static Runnable step(SoftmaxKernel kernel, Floats floats) {
    SoftmaxTask task = SoftmaxTask.random(kernel.shape(), 2);
    SoftmaxParameters parameters =
        new SoftmaxParameters(floats.of(task.weights()), floats.of(task.bias()));
    SoftmaxParameters gradients =
        new SoftmaxParameters(
            floats.empty(task.weights().length), floats.empty(task.bias().length));
    FloatPointer hidden = floats.of(task.hidden());
    FloatPointer hiddenGradient = floats.empty(task.hidden().length);
    return () -> kernel.train(parameters, hidden, task.targets(), hiddenGradient, gradients);
  }

  private static void assumeLinux() {
    assumeTrue(Files.isReadable(STATUS), () -> STATUS + " is not there to tell resident memory");
  }

  /** Returns what the process holds after a collection, which gives most unused heap back. */
  private static long residentBytes() throws IOException {
    System.gc();
    String line =
        Files.readAllLines(STATUS).stream()
            .filter(entry -> entry.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }
}
