package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreTokenizerTest {
  private static final Pattern GPT2 =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final List<String> PIECES =
      List.of(
          " ",
          " ",
          "  ",
          "\n",
          "\r\n",
          "\t",
          "\u00A0",
          "\u3000",
          "\u0085",
          "\u2028",
          "a",
          "Ab",
          "é",
          "e\u0301",
          "ß",
          "中文",
          "ไทย",
          "हिन्दी",
          "עברית",
          "1",
          "42",
          "Ⅷ",
          "½",
          "٣",
          "𝟙",
          "'",
          "'s",
          "'re",
          "'ll",
          "'ve",
          "'S",
          "’s",
          ".",
          "...",
          "-",
          "😀",
          "👨\u200D👩",
          "\u200B",
          "\uFEFF",
          "𝄞");

  private final Tokenizer whole = new PreTokenizer(Digits.KEEP);
  private final Tokenizer split = new PreTokenizer(Digits.SPLIT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "The sea, the sky.|The_ sea_,_ the_ sky_.",
        "I'll say we've it's 'so'|I_'ll_ say_ we_'ve_ it_'s_ '_so_'",
        "IT'S|IT_'_S",
        "'s 's|'s_ '_s",
        "a  b|a_ _ b",
        "a   b|a_  _ b",
        "a  |a_  ",
        " |' '",
        "in 1984, 3.14|in_ 1984_,_ 3_._14",
        "中国人 北京|中国人_ 北京",
        "x😀 😀y|x_😀_ 😀_y"
      })
  void aWordHasTheSpaceBeforeIt(String text, String words) {
    assertThat(whole.tokens(text.replace("'", "'"))).containsExactly(split(words));
  }

  private static String[] split(String words) {
    return words.equals("' '") ? new String[] {" "} : words.split("_");
  }

  @Test
  void aLinesEndKeepsApartFromTheNextWord() {
    assertThat(whole.tokens("a\nb\n\nc\n d\r\n"))
        .containsExactly("a", "\n", "b", "\n", "\n", "c", "\n", " d", "\r\n");
  }

  @Test
  void wordsAreThoseOfTheRegularExpressionAndLoseNothing() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      List<String> words = whole.tokens(text.toString());
      assertThat(words).isEqualTo(GPT2.matcher(text).results().map(MatchResult::group).toList());
      assertThat(whole.join(words)).isEqualTo(text.toString());
      assertThat(split.join(split.tokens(text.toString()))).isEqualTo(text.toString());
    }
  }

  @Test
  void digitsMayStandAlone() {
    assertThat(split.tokens("in 1984 a12b ٣Ⅷ𝟙½"))
        .containsExactly(
            "in", " ", "1", "9", "8", "4", " a", "1", "2", "b", " ", "٣", "Ⅷ", "𝟙", "½");
    assertThat(split.tokens("")).isEmpty();
  }

  @Test
  void unpairedSurrogatesAreNoObstacle() {
    assertThat(whole.tokens("a\uD83D b\uDE00")).containsExactly("a", "\uD83D", " b", "\uDE00");
  }
}
