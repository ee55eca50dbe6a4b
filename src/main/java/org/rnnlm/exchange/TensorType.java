package org.rnnlm.exchange;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The types of floats that a safetensors file may have, by the format's names. */
enum TensorType {
  /** 64 bits, which are rounded to 32. */
  F64(Double.BYTES) {
    @Override
    float next(ByteBuffer from) {
      return (float) from.getDouble();
    }
  },
  /** 32 bits. */
  F32(Float.BYTES) {
    @Override
    float next(ByteBuffer from) {
      return from.getFloat();
    }
  },
  /** 16 bits of IEEE 754: 5 of the exponent, 10 of the fraction. */
  F16(Short.BYTES) {
    @Override
    float next(ByteBuffer from) {
      int bits = from.getShort() & 0xffff;
      int exponent = bits >> 10 & 0x1f;
      int fraction = bits & 0x3ff;
      float sign = (bits & 0x8000) == 0 ? 1 : -1;
      return sign
          * switch (exponent) {
            case 0 -> Math.scalb((float) fraction, -24);
            case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Math.scalb((float) (fraction | 0x400), exponent - 25);
          };
    }
  },
  /** The first 16 bits of 32. */
  BF16(Short.BYTES) {
    @Override
    float next(ByteBuffer from) {
      return Float.intBitsToFloat(from.getShort() << 16);
    }
  };

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the type of a name, if it is one of floats. */
  static Optional<TensorType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Bytes of a value. */
  int bytes() {
    return bytes;
  }

  abstract float next(ByteBuffer from);

  /** Reads some values into a stretch of an array. */
  void read(ByteBuffer from, float[] values, int at, int count) {
    for (int i = at; i < at + count; i++) {
      values[i] = next(from);
    }
  }
}
