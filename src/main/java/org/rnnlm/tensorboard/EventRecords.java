package org.rnnlm.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The content of an event file, a sequence of TensorFlow's records: each its length (8 bytes,
 * little-endian), that length's masked CRC-32C (4), the data, and the data's masked CRC-32C (4).
 */
final class EventRecords {
  /** What TensorFlow adds to a checksum turned by 15 bits. */
  private static final int MASK_DELTA = 0xa282ead8;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  EventRecords add(Message event) {
    byte[] data = event.toBytes();
    byte[] length = little(8).putLong(data.length).array();
    bytes.writeBytes(length);
    bytes.writeBytes(little(4).putInt(masked(length)).array());
    bytes.writeBytes(data);
    bytes.writeBytes(little(4).putInt(masked(data)).array());
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private static int masked(byte[] data) {
    CRC32C checksum = new CRC32C();
    checksum.update(data);
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
