package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The gates of a step in native memory, [batch, gates, hidden], and their way to and from arrays of
 * one gate, [batch, hidden]: what the compiler turns into vector instructions are loops over whole
 * arrays.
 */
final class GateBlock {
  private final FloatBuffer memory;
  private final int batch;
  private final int gates;
  private final int units;

  GateBlock(FloatPointer memory, RecurrentShape shape) {
    this.batch = shape.batch();
    this.gates = shape.cell().gates();
    this.units = shape.hiddenSize();
    this.memory = new FloatPointer(memory).capacity((long) batch * gates * units).asBuffer();
  }

  void read(int gate, float[] into) {
    for (int sequence = 0; sequence < batch; sequence++) {
      memory.get(at(sequence, gate), into, sequence * units, units);
    }
  }

  void write(float[] from, int gate) {
    for (int sequence = 0; sequence < batch; sequence++) {
      memory.put(at(sequence, gate), from, sequence * units, units);
    }
  }

  private int at(int sequence, int gate) {
    return (sequence * gates + gate) * units;
  }
}
