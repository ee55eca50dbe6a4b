package org.rnnlm.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Floats in a file or stream: four bytes each, little-endian, nothing else. */
public final class FloatFile {
  private static final int BLOCK = 1 << 14;

  private FloatFile() {}

  /** Writes {@code values[from]} to {@code values[to - 1]}. */
  public static void write(OutputStream out, float[] values, int from, int to) throws IOException {
    write((DataOutput) new DataOutputStream(out), values, from, to); // which holds nothing back
  }

  /** The same. */
  public static void write(DataOutput out, float[] values, int from, int to) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      block.asFloatBuffer().put(values, start, count);
      out.write(block.array(), 0, count * Float.BYTES);
    }
  }

  /** Reads so many floats, a block at a time. */
  public static float[] read(DataInput in, int count) throws IOException {
    float[] values = new float[count];
    ByteBuffer block =
        ByteBuffer.allocate(Math.min(BLOCK, count) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < count; start += BLOCK) {
      int some = Math.min(BLOCK, count - start);
      in.readFully(block.array(), 0, some * Float.BYTES);
      block.asFloatBuffer().get(values, start, some);
    }
    return values;
  }

  /**
   * All floats of a file.
   *
   * @param origin the file, for the message
   * @throws DataException if the bytes do not make whole floats
   */
  public static float[] parse(byte[] bytes, String origin) {
    if (bytes.length % Float.BYTES != 0) {
      throw new DataException(
          origin + " has " + bytes.length + " bytes, which are no whole number of floats");
    }
    FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return values;
  }
}
