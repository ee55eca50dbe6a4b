package org.rnnlm.prep.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.prep.text.SentenceBreaker;
import org.rnnlm.vocabulary.Normalization;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Tokenizer;

class TextPortionsTest {
  /** Letters and ends of lines often, and what goes together with its neighbours in some way. */
  private static final String[] PARTS = {
    "oak",
    "Élan",
    "ΟΔΟΣ",
    "Σ",
    "слово",
    "کتاب",
    "中文",
    "ภาษาไทย",
    "1,000",
    "42",
    "'s",
    "don't",
    ".",
    ". ",
    "! ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\n \n",
    "  ",
    "\t",
    "\u0301",
    "e\u0301",
    "\u0308",
    "\u200d",
    "\u00ad",
    "\u2028",
    "\u0085",
    "\u00a0",
    "🇩🇪",
    "🇫",
    "👩‍👩‍👧",
    "한",
    "\u1161",
    "\u0e31",
    "ʰ",
    "ൎ",
    "\u0600",
    "-",
    "\"",
    "(",
    "_",
    "a.b",
    "A\u030c",
    "J\u030c"
  };

  private static String text(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }

  private static List<String> portions(byte[] text, int least, TextBreak breaks)
      throws IOException {
    List<String> portions = new ArrayList<>();
    try (TextPortions in = new TextPortions(new ByteArrayInputStream(text), least, breaks)) {
      while (in.hasNext()) {
        portions.add(new String(in.next(), UTF_8));
      }
    }
    return portions;
  }

  private static List<String> ranges(byte[] file, int least, TextBreak breaks) throws IOException {
    List<String> portions = new ArrayList<>();
    for (Range range : TextPortions.ranges(new MemoryInput("f.txt", file), least, breaks)) {
      int to = (int) Math.min(file.length, range.to());
      portions.add(new String(Arrays.copyOfRange(file, (int) range.from(), to), UTF_8));
    }
    return portions;
  }

  /** What a text becomes where it may be cut in a way. */
  private static List<Function<String, List<String>>> uses(TextBreak breaks) {
    return switch (breaks) {
      case TOKENS -> tokens(TokenKind.CHARACTERS, TokenKind.GRAPHEMES, TokenKind.WORDS);
      case SUBWORDS -> tokens(TokenKind.SUBWORDS);
      case LINES -> List.of(new SentenceBreaker("en", SentenceBreaker.Paragraphs.LINE)::sentences);
      case BLANK_LINES ->
          List.of(new SentenceBreaker("en", SentenceBreaker.Paragraphs.BLANK_LINE)::sentences);
    };
  }

  private static List<Function<String, List<String>>> tokens(TokenKind... kinds) {
    return Stream.of(kinds)
        .flatMap(
            kind ->
                Stream.of(
                    TokenSpec.of(kind), TokenSpec.of(kind).with(Normalization.NFC).lowerCased()))
        .<Function<String, List<String>>>map(spec -> Tokenizer.of(spec)::tokens)
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void portionsGiveWhatTheWholeTextGives(TextBreak breaks) throws IOException {
    int cut = 0;
    for (long seed = 0; seed < 200; seed++) {
      String text = text(seed);
      List<String> portions = portions(text.getBytes(UTF_8), 16 + (int) seed % 50, breaks);
      assertThat(String.join("", portions)).isEqualTo(text);
      cut += portions.size() - 1;
      for (Function<String, List<String>> use : uses(breaks)) {
        assertThat(portions.stream().flatMap(portion -> use.apply(portion).stream()).toList())
            .as("seed %d: %s", seed, portions)
            .isEqualTo(use.apply(text));
      }
    }
    assertThat(cut).isGreaterThan(200);
  }

  @ParameterizedTest
  @EnumSource
  void rangesOfAFileAreThePortionsOfItsText(TextBreak breaks) throws IOException {
    for (long seed = 0; seed < 50; seed++) {
      byte[] text = text(seed).getBytes(UTF_8);
      ByteArrayOutputStream marked = new ByteArrayOutputStream();
      marked.writeBytes("\uFEFF".getBytes(UTF_8));
      marked.writeBytes(text);
      for (int least = 8; least < 40; least++) {
        List<String> portions = portions(text, least, breaks);
        assertThat(ranges(text, least, breaks)).isEqualTo(portions);
        portions.set(0, "\uFEFF" + portions.get(0));
        assertThat(ranges(marked.toByteArray(), least, breaks)).isEqualTo(portions);
      }
    }
  }

  @Test
  void placesAreFoundFarBehindWhereAPortionHasItsLeastBytes() throws IOException {
    for (int far : new int[] {0, 65_520, 65_528, 65_535, 65_536, 200_000}) {
      byte[] text = ("one\n" + "。".repeat(20) + ".".repeat(far) + "\ntwo").getBytes(UTF_8);
      List<String> portions = portions(text, 20, TextBreak.LINES);
      assertThat(portions).hasSize(2).last().isEqualTo("two");
      assertThat(ranges(text, 20, TextBreak.LINES)).isEqualTo(portions);
    }
  }

  @Test
  void wordsOfASingleLineAndLinesWithoutSpacesAreCut() throws IOException {
    assertThat(portions("one two three four".getBytes(UTF_8), 9, TextBreak.TOKENS))
        .containsExactly("one two three", " four");
    assertThat(portions("一二三\r\n四五六\r\n".getBytes(UTF_8), 9, TextBreak.TOKENS))
        .containsExactly("一二三\r\n", "四五六\r\n");
    assertThat(portions("一二三\n四五六\n".getBytes(UTF_8), 9, TextBreak.SUBWORDS))
        .containsExactly("一二三\n", "四五六\n");
  }

  @Test
  void damagedCharactersAreKeptWhereTheyAre() throws IOException {
    byte[] text = "one\ntwo three\nfour\nfive".getBytes(UTF_8);
    for (int damaged = 8; damaged < text.length; damaged++) {
      for (int value : new int[] {0x80, 0xc3, 0xe4, 0xf0, 0xff}) {
        byte[] bytes = text.clone();
        bytes[damaged] = (byte) value;
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        try (TextPortions in =
            new TextPortions(new ByteArrayInputStream(bytes), 8, TextBreak.TOKENS)) {
          while (in.hasNext()) {
            joined.writeBytes(in.next());
          }
        }
        assertThat(joined.toByteArray()).isEqualTo(bytes);
      }
    }
  }

  @Test
  void anEmptyTextIsOnePortion() throws IOException {
    assertThat(portions(new byte[0], 8, TextBreak.TOKENS)).containsExactly("");
    assertThat(ranges(new byte[0], 8, TextBreak.TOKENS)).containsExactly("");
  }
}
