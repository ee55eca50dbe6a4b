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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;

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
        "{\"a\":{\"dtype\":\"BF16\",\"shape\":[4],\"data_offsets\":[0,8]}}",
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

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafeTensors.write(TENSORS, out);
    return out.toByteArray();
  }

  private static Map<String, Tensor> read(byte[] file) {
    return SafeTensors.read(new ByteArrayInputStream(file), file.length, "weights.safetensors");
  }
}
