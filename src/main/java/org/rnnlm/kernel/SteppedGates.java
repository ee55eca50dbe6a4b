package org.rnnlm.kernel;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The gates of a step in native memory, [batch, heads, gates, units of a head], and their way to
 * and from arrays of one gate of a group, [sequences, hidden]: what the compiler turns into vector
 * instructions are loops over whole arrays. What is kept for the backward pass lies there gate by
 * gate, in the memory of the group that it is of.
 */
final class SteppedGates implements GateSource {
  private final FloatBuffer memory;
  private final int gates;
  private final int units;
  private final int heads;
  private final int headSize;

  SteppedGates(FloatPointer memory, RecurrentShape shape) {
    this.gates = shape.cell().gates();
    this.units = shape.hiddenSize();
    this.heads = shape.heads();
    this.headSize = shape.headSize();
    this.memory =
        new FloatPointer(memory).capacity((long) shape.batch() * gates * units).asBuffer();
  }

  @Override
  public void read(SequenceGroup group, float[][] into) {
    for (int i = 0; i < group.sequences(); i++) {
      for (int head = 0; head < heads; head++) {
        for (int gate = 0; gate < gates; gate++) {
          int at = at(group.first() + i, head, gate);
          memory.get(at, into[gate], i * units + head * headSize, headSize);
        }
      }
    }
  }

  /** Reads one gate. */
  void read(SequenceGroup group, int gate, float[] into) {
    for (int i = 0; i < group.sequences(); i++) {
      for (int head = 0; head < heads; head++) {
        int at = at(group.first() + i, head, gate);
        memory.get(at, into, i * units + head * headSize, headSize);
      }
    }
  }

  /** Reads all gates of a sequence. */
  void readRow(int sequence, float[] into) {
    memory.get(at(sequence, 0, 0), into, 0, gates * units);
  }

  /** Writes all gates. */
  void write(SequenceGroup group, float[][] from) {
    for (int i = 0; i < group.sequences(); i++) {
      for (int head = 0; head < heads; head++) {
        for (int gate = 0; gate < gates; gate++) {
          int at = at(group.first() + i, head, gate);
          memory.put(at, from[gate], i * units + head * headSize, headSize);
        }
      }
    }
  }

  void write(SequenceGroup group, float[] from, int gate) {
    for (int i = 0; i < group.sequences(); i++) {
      for (int head = 0; head < heads; head++) {
        int at = at(group.first() + i, head, gate);
        memory.put(at, from, i * units + head * headSize, headSize);
      }
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
    return at(group.first(), 0, 0) + gate * group.values();
  }

  private int at(int sequence, int head, int gate) {
    return sequence * gates * units + (head * gates + gate) * headSize;
  }
}
