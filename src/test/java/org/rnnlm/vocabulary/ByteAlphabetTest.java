package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteAlphabetTest {
  @Test
  void bytesHaveTheCharactersThatGpt2GaveThem() {
    assertThat(ByteAlphabet.write(" \n\tA~")).isEqualTo("ĠĊĉA~");
    assertThat(ByteAlphabet.write("é中😀")).isEqualTo("Ã©ä¸Ńð\u0178ĺĢ".replace('\u0178', 'Ł'));
    assertThat(ByteAlphabet.write("\u007F\u0000")).isEqualTo("ġĀ");
  }

  @Test
  void thereAre256InRisingOrder() {
    assertThat(ByteAlphabet.tokens()).hasSize(256).isSorted().doesNotHaveDuplicates();
    assertThat(ByteAlphabet.tokens().get(0)).isEqualTo("!");
    assertThat(ByteAlphabet.tokens().get(255)).isEqualTo("Ń");
  }

  @Test
  void everyCharacterComesBack() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
      String text = Character.toString(codePoint);
      String expected = surrogate ? "\uFFFD" : text;
      if (!ByteAlphabet.read(ByteAlphabet.write(text)).equals(expected)) {
        throw new AssertionError("U+" + Integer.toHexString(codePoint));
      }
    }
  }

  @Test
  void whatIsNoUtf8BecomesTheReplacementCharacter() {
    assertThat(ByteAlphabet.read("Ã")).isEqualTo("\uFFFD");
    assertThat(ByteAlphabet.read("aÃb©c")).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(ByteAlphabet.read("ðŁĺ" + "\n" + "x")).isEqualTo("\uFFFD\nx");
    assertThat(ByteAlphabet.read("Ã©\n中")).isEqualTo("é\n中");
  }

  @Test
  void itIsTheUtf8Form() {
    String text = "Ωmega «ß» 𝄞";
    assertThat(ByteAlphabet.write(text)).hasSize(text.getBytes(StandardCharsets.UTF_8).length);
  }
}
