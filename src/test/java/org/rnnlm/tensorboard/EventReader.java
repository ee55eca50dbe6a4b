package org.rnnlm.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads event files by the published formats alone, sharing nothing with what writes them. */
final class EventReader {
  private EventReader() {}

  /** A field of a message: an integer, four or eight bytes as a number, or bytes. */
  record Field(int number, double value, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    List<Field> message() {
      return EventReader.message(bytes);
    }
  }

  /** Returns the records of a file, whose checksums must be right. */
  static List<List<Field>> records(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<List<Field>> records = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).as("checksum of a length").isEqualTo(masked(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertThat(in.getInt()).as("checksum of a record").isEqualTo(masked(data));
      records.add(message(data));
    }
    return records;
  }

  static List<Field> message(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Field> fields = new ArrayList<>();
    while (in.hasRemaining()) {
      long key = varint(in);
      int number = (int) (key >>> 3);
      switch ((int) (key & 7)) {
        case 0 -> fields.add(new Field(number, varint(in), new byte[0]));
        case 1 -> fields.add(new Field(number, in.getDouble(), new byte[0]));
        case 5 -> fields.add(new Field(number, in.getFloat(), new byte[0]));
        case 2 -> {
          byte[] value = new byte[(int) varint(in)];
          in.get(value);
          fields.add(new Field(number, Double.NaN, value));
        }
        default -> throw new AssertionError("a field of kind " + (key & 7));
      }
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** CRC-32C bit by bit (RFC 3720, appendix B.4), masked as TensorFlow's record format says. */
  static int masked(byte[] data) {
    int crc = ~0;
    for (byte value : data) {
      crc ^= value & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82F63B78;
      }
    }
    int checksum = ~crc;
    return (checksum >>> 15 | checksum << 17) + 0xa282ead8;
  }
}
