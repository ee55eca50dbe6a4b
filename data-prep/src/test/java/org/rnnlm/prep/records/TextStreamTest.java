package org.rnnlm.prep.records;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextStreamTest {
  private static String read(byte[] content) throws IOException {
    try (TextStream text = TextStream.of(new MemoryInput("a.txt", content))) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\uFEFF", "ab\ncd", "é中😀 and\r\nmore", "a\uFEFFb"})
  void theMarkIsLeftOutAndWhatFollowsIsAsItWas(String text) throws IOException {
    assertThat(read(text.getBytes(UTF_8))).isEqualTo(text.replaceFirst("^\uFEFF", ""));
    for (Charset charset : new Charset[] {UTF_8, UTF_16LE, UTF_16BE}) {
      byte[] marked = ("\uFEFF" + text).getBytes(charset);
      assertThat(read(marked)).isEqualTo(text);
      assertThat(read(Zstd.compress(marked))).isEqualTo(text);
    }
  }

  @Test
  void aLongTextInUtf16IsWhole() throws IOException {
    String text = "中a😀\n".repeat(100_000);
    assertThat(read(("\uFEFF" + text).getBytes(UTF_16LE))).isEqualTo(text);
  }

  @Test
  void whatIsNotReadIsRefusedAndNotGarbled() {
    assertThatIOException()
        .isThrownBy(() -> read("\uFEFFab".getBytes(Charset.forName("UTF-32LE"))))
        .withMessageContaining("UTF-32");
    assertThatIOException()
        .isThrownBy(() -> read("\uFEFFab".getBytes(Charset.forName("UTF-32BE"))))
        .withMessageContaining("UTF-32");
    assertThatIOException()
        .isThrownBy(() -> read("ab".getBytes(UTF_16LE)))
        .withMessageContaining("UTF-16 without a byte order mark");
    byte[] half = "\uFEFFa😀".getBytes(UTF_16LE);
    assertThatIOException()
        .isThrownBy(() -> read(Arrays.copyOf(half, half.length - 2)))
        .withMessage("its mark says UTF-16LE, which it is not");
    byte[] alone = "\uFEFFa😀b".getBytes(UTF_16BE);
    alone[4] = 0;
    assertThatIOException().isThrownBy(() -> read(alone)).withMessageContaining("UTF-16BE");
  }

  @Test
  void whatIsNoTextIsRefusedByItsName() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> read(Zstd.compress(Zstd.compress(new byte[] {'a'}))))
        .withMessageContaining("it is a zstd file where text was expected");
    for (String start : new String[] {"PK\u0003\u0004", "PAR1", "BZh91AY&SY"}) {
      byte[] file = (start + "and more").getBytes(UTF_8);
      assertThatIOException()
          .isThrownBy(() -> read(Zstd.compress(file)))
          .withMessageContaining("where text was expected; unpack it");
    }
    byte[] tar = new byte[1024];
    System.arraycopy("a.txt".getBytes(UTF_8), 0, tar, 0, 5);
    assertThatIOException()
        .isThrownBy(() -> read(tar))
        .withMessageContaining("byte 5 of it is zero, as in a tar archive");
  }

  @Test
  void aZeroByteFarWithinATextStays() throws IOException {
    String text = "a".repeat(600) + "\0b";
    assertThat(read(text.getBytes(UTF_8))).isEqualTo(text);
  }

  @Test
  void onlyPlainUtf8CanBeReadFromItsMiddle() throws IOException {
    assertThat(TextStream.hasPlaces(new MemoryInput("a", "\uFEFFab".getBytes(UTF_8)))).isTrue();
    assertThat(TextStream.hasPlaces(new MemoryInput("a", "\uFEFFab".getBytes(UTF_16LE)))).isFalse();
    assertThat(TextStream.hasPlaces(new MemoryInput("a", Zstd.compress(new byte[] {1})))).isFalse();
  }
}
