package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The gates of a step in native memory, [batch, gates, hidden], and their way to and from arrays of
 * one gate of a group, [sequences, hidden]: what the compiler turns into vector instructions are
 * loops over whole arrays. What is kept for the backward pass lies there gate by gate, in the
 * memory of the group that it is of.
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
  public void read(SequenceGroup group, float[][] into) {
    for (int i = 0; i < group.sequences(); i++) {
      for (int gate = 0; gate < gates; gate++) {
        memory.get(at(group.first() + i, gate), into[gate], i * units, units);
      }
    }
  }

  /** Reads one gate. */
  void read(SequenceGroup group, int gate, float[] into) {
    for (int i = 0; i < group.sequences(); i++) {
      memory.get(at(group.first() + i, gate), into, i * units, units);
    }
  }

  /** Reads all gates of a sequence. */
  void readRow(int sequence, float[] into) {
    memory.get(at(sequence, 0), into, 0, gates * units);
  }

  /** Writes all gates. */
  void write(SequenceGroup group, float[][] from) {
    for (int i = 0; i < group.sequences(); i++) {
      for (int gate = 0; gate < gates; gate++) {
        memory.put(at(group.first() + i, gate), from[gate], i * units, units);
      }
    }
  }

  void write(SequenceGroup group, float[] from, int gate) {
    for (int i = 0; i < group.sequences(); i++) {
      memory.put(at(group.first() + i, gate), from, i * units, units);
    }
  }

  /** Keeps all gates of a group for its backward pass, one after the other, in its memory. */
  void keep(SequenceGroup group, float[][] from) {
    for (int gate = 0; gate < gates; gate++) {
      memory.put(kept(group, gate), from[gate], 0, group.values());
    }
  }

  /** Returns what was kept of a group. */
  void readKept(SequenceGroup group, float[][] into) {
    for (int gate = 0; gate < gates; gate++) {
      memory.get(kept(group, gate), into[gate], 0, group.values());
    }
  }

  private int kept(SequenceGroup group, int gate) {
    return at(group.first(), 0) + gate * group.values();
  }

  private int at(int sequence, int gate) {
    return (sequence * gates + gate) * units;
  }
}
