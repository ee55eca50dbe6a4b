package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The gates of a step in native memory, [batch, gates, hidden], and their way to and from arrays of
 * one gate of a group, [sequences, hidden]: what the compiler turns into vector instructions are
 * loops over whole arrays.
 */
final class SteppedGates implements GateSource {
  private final FloatBuffer memory;
  private final int gates;
  private final int units;

  SteppedGates(FloatPointer memory, RecurrentShape shape) {
    this.gates = shape.cell().gates();
    this.units = shape.hiddenSize();
    this.memory =
        new FloatPointer(memory).capacity((long) shape.batch() * gates * units).asBuffer();
  }

  @Override
  public void read(SequenceGroup group, int gate, float[] into) {
    for (int i = 0; i < group.sequences(); i++) {
      memory.get(at(group.first() + i, gate), into, i * units, units);
    }
  }

  /** Reads all gates of a sequence. */
  void readRow(int sequence, float[] into) {
    memory.get(at(sequence, 0), into, 0, gates * units);
  }

  void write(SequenceGroup group, float[] from, int gate) {
    for (int i = 0; i < group.sequences(); i++) {
      memory.put(at(group.first() + i, gate), from, i * units, units);
    }
  }

  private int at(int sequence, int gate) {
    return (sequence * gates + gate) * units;
  }
}
