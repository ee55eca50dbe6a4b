package org.rnnlm.checkpoint;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.text.Text;

/**
 * Reads and writes a vector of floats as {@code Nd4j.write} stores it: two buffers, each of them a
 * name of an allocation mode, a length, a type and the values. The first is the array's shape
 * (rank, shape, strides, options, element stride, order), the second its values.
 *
 * <p>ND4J's own reader allocates what the headers ask for, and takes the strides that it finds; its
 * writer takes float by float.
 */
final class StoredArray {
  private static final String MODE = "MIXED_DATA_TYPES";
  private static final int CHUNK = 1 << 14; // floats

  private StoredArray() {}

  /**
   * @param length how many floats there must be
   * @return [length]
   * @throws IOException if the stream holds anything else, or ends before
   */
  static INDArray read(InputStream stream, long length) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    requireVector(in, length);
    require(header(in, "FLOAT"), length, "values");
    INDArray array = Nd4j.createUninitialized(DataType.FLOAT, length);
    fill(array, in);
    return array;
  }

  /** Writes a vector, as {@code Nd4j.write} would to the byte. */
  static void write(OutputStream stream, INDArray array) throws IOException {
    DataOutputStream out = new DataOutputStream(stream); // which holds nothing back
    long[] shape = array.shapeInfoDataBuffer().asLong();
    writeHeader(out, "LONG", shape.length);
    for (long word : shape) {
      out.writeLong(word);
    }
    writeHeader(out, "FLOAT", array.length());
    FloatIndexer source = (FloatIndexer) array.data().indexer();
    byte[] bytes = new byte[CHUNK * Float.BYTES];
    float[] floats = new float[CHUNK];
    for (long at = 0; at < array.length(); at += CHUNK) {
      int count = (int) Math.min(CHUNK, array.length() - at);
      source.get(array.offset() + at, floats, 0, count);
      ByteBuffer.wrap(bytes).asFloatBuffer().put(floats, 0, count);
      out.write(bytes, 0, count * Float.BYTES);
    }
  }

  private static void writeHeader(DataOutputStream out, String type, long length)
      throws IOException {
    out.writeUTF(MODE);
    out.writeLong(length);
    out.writeUTF(type);
  }

  /** A vector is of rank 1, or a row of rank 2. */
  private static void requireVector(DataInputStream in, long length) throws IOException {
    long words = header(in, "LONG");
    long rank = in.readLong();
    if (rank < 1 || rank > 2 || words != 2 * rank + 4) {
      throw new IOException("an array of rank " + rank + " in " + words + " words, not a vector");
    }
    if (rank == 2) {
      require(in.readLong(), 1, "rows");
    }
    require(in.readLong(), length, "columns");
    in.skipNBytes(Long.BYTES * (words - 1 - rank));
  }

  /** Returns the length of the buffer that follows. */
  private static long header(DataInputStream in, String type) throws IOException {
    String mode = in.readUTF();
    long length = in.readLong();
    String found = in.readUTF();
    if (!mode.equals(MODE) || !found.equals(type)) {
      throw new IOException(Text.format("a buffer of %s %s, not of %s", mode, found, type));
    }
    return length;
  }

  private static void require(long found, long expected, String what) throws IOException {
    if (found != expected) {
      throw new IOException(
          Text.format("an array of %,d %s where the model needs %,d", found, what, expected));
    }
  }

  private static void fill(INDArray array, DataInputStream in) throws IOException {
    FloatIndexer target = (FloatIndexer) array.data().indexer();
    byte[] bytes = new byte[CHUNK * Float.BYTES];
    float[] floats = new float[CHUNK];
    for (long at = 0; at < array.length(); at += CHUNK) {
      int count = (int) Math.min(CHUNK, array.length() - at);
      in.readFully(bytes, 0, count * Float.BYTES);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(floats, 0, count);
      target.put(at, floats, 0, count);
    }
  }
}
