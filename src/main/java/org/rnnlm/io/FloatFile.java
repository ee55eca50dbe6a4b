package org.rnnlm.io;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.rnnlm.text.Text;

/** Floats in a file or stream: four bytes each, little-endian, nothing else. */
public final class FloatFile {
  private static final int BLOCK = 1 << 14;

  private FloatFile() {}

  /** Writes {@code values[from]} to {@code values[to - 1]}. */
  public static void write(OutputStream out, float[] values, int from, int to) throws IOException {
    write((DataOutput) new DataOutputStream(out), values, from, to); // which holds nothing back
  }

  /** Writes {@code values[from]} to {@code values[to - 1]}. */
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
   * Reads a file that holds so many floats and nothing else.
   *
   * @throws DamagedException if it is not as its manifest says
   * @throws DataException if it holds more or fewer of them
   */
  public static float[] read(Folder folder, StoredFile file, int count) {
    if (file.bytes() != (long) count * Float.BYTES) {
      throw new DataException(
          Text.format(
              "%s has %,d bytes, the model needs %,d values of %d",
              folder.location(file.name()), file.bytes(), count, Float.BYTES));
    }
    return folder.read(file, in -> read(new DataInputStream(in), count));
  }
}
