package org.rnnlm.kernel;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A small layer of each cell computed in f32 and in bf16, once a process: that the processor says
 * it has bf16 is not yet a proof that products come out right.
 */
final class Bf16Trial {
  /** Rounding alone stays far below. */
  private static final double TOLERANCE = 0.02;

  private Bf16Trial() {}

  private static final class Result {
    private static final boolean PASSES = compare();
  }

  static boolean passes() {
    return Result.PASSES;
  }

  private static boolean compare() {
    return Arrays.stream(Cell.values()).allMatch(Bf16Trial::compare);
  }

  private static boolean compare(Cell cell) {
    RecurrentShape shape = new RecurrentShape(cell, 65, 64, 16, 5, true);
    try {
      return distance(gradients(shape, Precision.F32), gradients(shape, Precision.BF16))
          < TOLERANCE;
    } catch (IllegalStateException e) { // oneDNN has no such primitive
      return false;
    }
  }

  private static double distance(float[] exact, float[] rounded) {
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < exact.length; i++) {
      difference += Math.pow(exact[i] - rounded[i], 2);
      norm += Math.pow(exact[i], 2);
    }
    double distance = Math.sqrt(difference / norm);
    return Double.isFinite(distance) ? distance : Double.MAX_VALUE;
  }

  private static float[] gradients(RecurrentShape shape, Precision precision) {
    Random random = new Random(1);
    try (Resources resources = new Resources();
        RecurrentKernel kernel = new OneDnnRecurrent(shape, precision)) {
      CellParameters parameters =
          new CellParameters(
              drawn(resources, random, shape.inputWeights(), 0.1f),
              drawn(resources, random, shape.recurrentWeights() + shape.peepholes(), 0.1f),
              drawn(resources, random, shape.biases(), 0.1f));
      FloatPointer input = drawn(resources, random, shape.inputs(), 1);
      FloatPointer outputGradient = drawn(resources, random, shape.outputs(), 1);
      FloatPointer output = drawn(resources, random, shape.outputs(), 0);
      CellParameters gradients =
          new CellParameters(
              drawn(resources, random, shape.inputWeights(), 0),
              drawn(resources, random, shape.recurrentWeights() + shape.peepholes(), 0),
              drawn(resources, random, shape.biases(), 0));
      FloatPointer inputGradient = drawn(resources, random, shape.inputs(), 0);
      kernel.initialState().zero();
      kernel.forward(parameters, input, output);
      kernel.backward(parameters, input, outputGradient, inputGradient, gradients);
      return read(gradients.input(), gradients.recurrent(), inputGradient, output);
    }
  }

  private static FloatPointer drawn(Resources resources, Random random, long size, float scale) {
    FloatPointer memory = new FloatPointer(size);
    resources.own(memory, memory::deallocate);
    for (long i = 0; i < size; i++) {
      memory.put(i, scale * (float) random.nextGaussian());
    }
    return memory;
  }

  private static float[] read(FloatPointer... pointers) {
    int total = 0;
    for (FloatPointer pointer : pointers) {
      total += Math.toIntExact(pointer.capacity());
    }
    float[] values = new float[total];
    int at = 0;
    for (FloatPointer pointer : pointers) {
      int size = Math.toIntExact(pointer.capacity());
      pointer.get(values, at, size);
      at += size;
    }
    return values;
  }
}
