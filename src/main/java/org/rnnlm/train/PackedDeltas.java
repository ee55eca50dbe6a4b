package org.rnnlm.train;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;
import org.rnnlm.train.outer.RoundDeltas;

/**
 * Deltas in few bits. Rounding is to nearest, ties to even, and the same on every machine.
 *
 * <p>Of bfloat16 the upper byte comes first. Of four bits the even value is the lower half of a
 * byte. A block's scale is its largest magnitude divided by {@link RoundDeltas#most}.
 */
final class PackedDeltas implements SentValues, Externalizable {
  private static final long serialVersionUID = 1L;

  private RoundDeltas format;
  private int length;
  private byte[] codes;
  private Floats scales;

  /** Makes one for {@link #readExternal} to fill. */
  public PackedDeltas() {}

  private PackedDeltas(RoundDeltas format, int length, byte[] codes, float[] scales) {
    this.format = format;
    this.length = length;
    this.codes = codes;
    this.scales = new Floats(scales);
  }

  /**
   * Packs deltas.
   *
   * @param format of fewer than 32 bits
   * @param deltas that are overwritten by what rounding left of them
   */
  static PackedDeltas of(RoundDeltas format, float[] deltas) {
    int bytes = (int) (((long) deltas.length * format.bits() + Byte.SIZE - 1) / Byte.SIZE);
    PackedDeltas packed =
        new PackedDeltas(
            format, deltas.length, new byte[bytes], new float[format.scales(deltas.length)]);
    for (int block = 0; block < packed.scales.array().length; block++) {
      packed.scales.array()[block] = packed.scale(deltas, block);
    }
    for (int i = 0; i < deltas.length; i++) {
      packed.put(i, deltas[i]);
      deltas[i] -= packed.value(i);
    }
    return packed;
  }

  private float scale(float[] deltas, int block) {
    float largest = 0;
    int from = block * format.block();
    for (int i = from; i < Math.min(deltas.length, from + format.block()); i++) {
      largest = Math.max(largest, Math.abs(deltas[i]));
    }
    return largest / format.most();
  }

  private void put(int index, float delta) {
    switch (format) {
      case NONE, F32 -> throw new IllegalStateException(format + " is not packed");
      case BF16 -> {
        int bits = Float.floatToRawIntBits(delta);
        int rounded = bits + 0x7fff + ((bits >>> 16) & 1);
        codes[2 * index] = (byte) (rounded >>> 24);
        codes[2 * index + 1] = (byte) (rounded >>> 16);
      }
      case INT8 -> codes[index] = (byte) steps(index, delta);
      case INT4 -> codes[index / 2] |= (byte) ((steps(index, delta) & 0xf) << 4 * (index % 2));
    }
  }

  /** Returns how many steps of its scale are nearest to a delta. */
  private int steps(int index, float delta) {
    float scale = scales.array()[index / format.block()];
    if (scale == 0) {
      return 0; // so small that it has no scale: all of it is left
    }
    int steps = (int) Math.rint((double) delta / scale);
    return Math.max(-format.most(), Math.min(format.most(), steps));
  }

  private float value(int index) {
    return switch (format) {
      case NONE, F32 -> throw new IllegalStateException(format + " is not packed");
      case BF16 ->
          Float.intBitsToFloat(codes[2 * index] << 24 | (codes[2 * index + 1] & 0xff) << 16);
      case INT8 -> codes[index] * scales.array()[index / format.block()];
      case INT4 ->
          ((codes[index / 2] << 28 - 4 * (index % 2)) >> 28)
              * scales.array()[index / format.block()];
    };
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public long bytes() {
    return format.bytes(length);
  }

  @Override
  public void addTo(double[] sum, int from, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * value(from + i);
    }
  }

  /**
   * @param from a multiple of the values that have a scale in common
   */
  @Override
  public PackedDeltas part(int from, int size) {
    int count = Math.min(size, length - from);
    int firstCode = (int) ((long) from * format.bits() / Byte.SIZE);
    int codeCount = (int) (((long) count * format.bits() + Byte.SIZE - 1) / Byte.SIZE);
    int firstScale = format.scales(from);
    return new PackedDeltas(
        format,
        count,
        Arrays.copyOfRange(codes, firstCode, firstCode + codeCount),
        Arrays.copyOfRange(scales.array(), firstScale, firstScale + format.scales(count)));
  }

  @Override
  public float[] values() {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = value(i);
    }
    return values;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeByte(format.ordinal());
    out.writeInt(length);
    out.writeInt(codes.length);
    out.write(codes);
    scales.writeExternal(out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    format = RoundDeltas.values()[in.readByte()];
    length = in.readInt();
    codes = new byte[in.readInt()];
    in.readFully(codes);
    scales = new Floats();
    scales.readExternal(in);
  }
}
