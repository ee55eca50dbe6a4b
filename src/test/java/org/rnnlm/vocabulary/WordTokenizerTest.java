package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordTokenizerTest {
  private final Tokenizer tokenizer = Tokenizer.of(TokenSpec.of(TokenKind.WORDS));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "The sea, the sky.|The_sea_,_the_sky_.",
        "Wait... what?!|Wait_._._._what_?_!",
        "I can't, you don’t|I_can't_,_you_don’t",
        "pi is 3.14 of 1,000|pi_is_3.14_of_1,000",
        "He said: \"No!\"|He_said_:_\"_No_!_\"",
        "(a [b] {c})|(_a_[_b_]_{_c_}_)",
        "well-known and/or|well_-_known_and_/_or",
        "e\u0301te\u0301 a\u0308|e\u0301te\u0301_a\u0308",
        "$5 50% #1|$_5_50_%_#_1",
        "snake_case|snake~case"
      })
  void punctuationStandsApart(String text, String tokens) {
    // _ between the tokens, ~ for one inside
    assertThat(tokenizer.tokens(text))
        .extracting(token -> token.replace('_', '~'))
        .containsExactly(tokens.split("_"));
  }

  @Test
  void chineseIsCutByADictionary() {
    assertThat(tokenizer.tokens("中国人民喜欢北京"))
        .hasSizeBetween(3, 7)
        .contains("喜欢", "北京")
        .satisfies(tokens -> assertThat(String.join("", tokens)).isEqualTo("中国人民喜欢北京"));
  }

  @Test
  void thaiIsCutByADictionary() {
    assertThat(tokenizer.tokens("ภาษาไทย")).containsExactly("ภาษา", "ไทย");
  }

  @Test
  void japaneseIsCutByADictionary() {
    assertThat(tokenizer.tokens("私は日本語を勉強しています。"))
        .startsWith("私", "は", "日本語", "を", "勉強")
        .endsWith("。")
        .satisfies(tokens -> assertThat(String.join("", tokens)).isEqualTo("私は日本語を勉強しています。"));
  }

  @Test
  void khmerLaoAndBurmeseAreCutByDictionariesToo() {
    assertThat(tokenizer.tokens("ខ្ញុំស្រឡាញ់ភាសាខ្មែរ"))
        .hasSizeGreaterThan(1)
        .endsWith("ភាសាខ្មែរ");
    assertThat(tokenizer.tokens("ພາສາລາວ")).containsExactly("ພາສາ", "ລາວ");
    assertThat(tokenizer.tokens("မြန်မာစာ")).hasSizeGreaterThan(1);
  }

  @Test
  void scriptsWithSpacesAreCutAtThem() {
    assertThat(tokenizer.tokens("한국어 문장입니다. Это ещё не всё! हिन्दी में लिखा।"))
        .containsExactly(
            "한국어", "문장입니다", ".", "Это", "ещё", "не", "всё", "!", "हिन्दी", "में", "लिखा", "।");
    assertThat(tokenizer.tokens("اللغة العربية، עִבְרִית"))
        .containsExactly("اللغة", "العربية", "،", "עִבְרִית");
  }

  @Test
  void scriptsSideBySideAreCutEachByItsOwnRules() {
    assertThat(tokenizer.tokens("Tokyo東京タワー2020年 in ภาษาไทย."))
        .startsWith("Tokyo", "東京タワー", "2020", "年")
        .containsSubsequence("in", "ภาษา", "ไทย", ".");
  }

  @Test
  void anEmojiIsOneToken() {
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    assertThat(tokenizer.tokens("a " + family + " b")).containsExactly("a", family, "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\nb", "a \n b", "a\r\nb", "a\n\n\nb", "a\n \t\r\n\nb", "a\u00A0\n\u3000\nb"})
  void aLinesEndIsOneTokenHoweverManyBlankLinesFollow(String text) {
    assertThat(tokenizer.tokens(text)).containsExactly("a", "\n", "b");
  }

  @Test
  void lineEndsAtTheBordersAreKept() {
    assertThat(tokenizer.tokens("\n\na\n")).containsExactly("\n", "a", "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t \u00A0\u3000"})
  void whitespaceAloneHasNoTokens(String text) {
    assertThat(tokenizer.tokens(text)).isEmpty();
  }

  @Test
  void aTextIsCutTheSameAfterAnother() {
    List<String> first = tokenizer.tokens("one, two");
    tokenizer.tokens("quite another text.");

    assertThat(tokenizer.tokens("one, two")).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The sea, the sky; and more: all of it.",
        "He said \"no\" and \"never again\", twice.",
        "\"Yes,\" she said.\nA line (with brackets), [and more] {of them}!",
        "I can't; you don’t. The sailor's 3.14 of 1,000 boats?",
        "“Well,” he said, ‘quite’ – «so» it is…",
        "A well-known and/or half-forgotten 50% of $5.",
        "\"open\nclosed \"again\" by the line",
        "\na\nb\n",
        "See #1 by @name.",
        "The sailors' boats; he said 'no' and 'never'.",
        "So 'tis.",
      })
  void joinedTokensReadNaturally(String text) {
    assertThat(tokenizer.join(tokenizer.tokens(text))).isEqualTo(text);
  }

  @Test
  void aJoinedTextHasTheSameTokensAgain() {
    String text = "\"A, (b) - [c/d]\" said 'e' 100% \u00AB f \u00BB 中国人民 $ 7 . . .\n\nEnd";
    List<String> tokens = tokenizer.tokens(text);

    assertThat(tokenizer.tokens(tokenizer.join(tokens))).isEqualTo(tokens);
  }

  @Test
  void noTokensJoinToNothing() {
    assertThat(tokenizer.join(List.of())).isEmpty();
  }
}
