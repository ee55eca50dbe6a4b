package org.rnnlm.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message of Protocol Buffers as bytes (protobuf.dev, "Encoding"): fields one after the other,
 * each its number and kind, and its value.
 */
final class Message {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int COUNTED = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Message integer(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  Message decimal(int field, double value) {
    key(field, EIGHT_BYTES);
    bytes.writeBytes(little(8).putDouble(value).array());
    return this;
  }

  Message shortDecimal(int field, float value) {
    key(field, FOUR_BYTES);
    bytes.writeBytes(little(4).putFloat(value).array());
    return this;
  }

  Message text(int field, String value) {
    return counted(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Message message(int field, Message value) {
    return counted(field, value.toBytes());
  }

  /** Adds a repeated field, packed. */
  Message decimals(int field, double... values) {
    ByteBuffer packed = little(8 * values.length);
    for (double value : values) {
      packed.putDouble(value);
    }
    return counted(field, packed.array());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private Message counted(int field, byte[] value) {
    key(field, COUNTED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void key(int field, int kind) {
    varint((long) field << 3 | kind);
  }

  /** Seven bits a byte, the lowest first; all but the last have the highest bit set. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
