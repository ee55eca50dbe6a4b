package org.rnnlm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

class SafeTensorsTest {
  private static final List<Tensor> TENSORS =
      List.of(
          Tensor.matrix("a.weight", 2, 3, new float[] {1, 2, 3, 4, 5, 6}),
          Tensor.vector("a.bias", new float[] {0.5f, -0.25f}));

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Map<String, Tensor> read = read(written());

    assertThat(read.keySet()).containsExactly("a.weight", "a.bias");
    assertThat(read.get("a.weight").shape()).containsExactly(2, 3);
    assertThat(read.get("a.weight").values()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(read.get("a.bias").values()).containsExactly(0.5f, -0.25f);
  }

  @Test
  void theDataBeginAtAMultipleOfEightBytes() throws IOException {
    assertThat(ByteBuffer.wrap(written()).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(DataException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1152921504606846976],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[65536,65536],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":\"x\",\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"a\":7}",
        "[1,2]",
        "{\"a\":"
      })
  void headersThatLieAreRefused(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text);

    assertThatThrownBy(() -> read(file.array()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("weights.safetensors");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 1L << 60, 100_000_001})
  void headersOfImpossibleLengthsAreRefused(long length) {
    byte[] file = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("byte 0");
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 0000803f000000c0, 1;-2",
    "F64, 000000000000f03f, 1",
    "F16, 003c00c0010000fc, 1;-2;5.9604645E-8;-Infinity",
    "F16, ff7b007c0380ff83, 65504;Infinity;-1.7881393E-7;-6.0975552E-5",
    "BF16, 803f00c00100807f, 1;-2;9.18355E-41;Infinity"
  })
  void otherFloatsBecomeFloatsOf32Bits(String type, String bytes, String expected) {
    byte[] data = HexFormat.of().parseHex(bytes);
    String[] values = expected.split(";");
    Map<String, Tensor> read =
        read(
            file(
                Text.format(
                    "{\"a\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,8]}}",
                    type, values.length),
                data));
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Float.parseFloat(values[i]);
    }
    assertThat(read.get("a").values()).containsExactly(floats);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            + " | Duplicate field 'a'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            + " | tensor 'b' begins at byte 0 of the data, not at 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16]}} | its tensors take 16"
            + " bytes, and 8 are there",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[9223372036854775800,-9223372036854775808]}}"
            + " | has bytes 9223372036854775800 to -9223372036854775808",
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}} | type 'I64', which is"
            + " none of [F64, F32, F16, BF16]"
      })
  void whatIsWrongIsTold(String header, String message) {
    byte[] file = file(header, new byte[8]);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  /** Every byte of a file changed in turn: what comes of it is tensors, or a refusal. */
  @Test
  void noChangedByteDoesAnythingElse() throws IOException {
    byte[] whole = written();
    int refused = 0;
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) (1 << bit);
        try {
          assertThat(read(changed)).isNotNull();
        } catch (DataException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(Byte.SIZE * 100);
  }

  private static byte[] file(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(text.length)
        .put(text)
        .put(data)
        .array();
  }

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafeTensors.write(TENSORS, out);
    return out.toByteArray();
  }

  private static Map<String, Tensor> read(byte[] file) {
    return SafeTensors.read(new ByteArrayInputStream(file), file.length, "weights.safetensors");
  }
}
