package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MagicWordsTest {

  @ParameterizedTest
  @CsvSource({
    "en, __NOTOC____toc__ __NoEditSection__",
    "en, __EXPECTED_UNCONNECTED_PAGE__",
    "de, __KEIN_INHALTSVERZEICHNIS__",
    "de, __Kein_Inhaltsverzeichnis__ __NOTOC__",
    "ja, __目次非表示__ ＿＿目次強制＿＿",
    "ru, __БЕЗ_ОГЛАВЛЕНИЯ__ __без_огл__",
    "be-tarask, __БЯЗЬ_ЗЬМЕСТУ__",
    "de-AT, __INHALTSVERZEICHNIS__",
    "tr, __İÇİNDEKİLERYOK__",
    "zh, __无目录__ __無目錄__ __NOCC__"
  })
  void switchesOfTheWikisLanguageLeaveNothing(String language, String switches) {
    String text = new MagicWords(language).withoutSwitches("a " + switches + "b");
    assertThat(text.replace(Line.GAP + "", "")).isEqualToIgnoringWhitespace("a b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PHP has the constants __FILE__ and __LINE__, C has __VA_ARGS__.",
        "__T__ and __FI__ are switches elsewhere",
        "__KEIN_INHALTSVERZEICHNIS__",
        "__index__ is not __INDEX", // of those whose case counts
        "____",
        "__NOTOC_"
      })
  void whatIsNoSwitchInEnglishIsText(String text) {
    assertThat(new MagicWords("en").withoutSwitches(text)).isEqualTo(text);
    assertThat(new MagicWords("").withoutSwitches(text)).isEqualTo(text);
  }

  @Test
  void underscoresAroundASwitchStay() {
    assertThat(new MagicWords("en").withoutSwitches("___NOTOC___x"))
        .isEqualTo("_" + Line.GAP + "_x");
  }

  @Test
  void switchesAreFoundInTimeByTheLength() {
    String text = "__x_".repeat(100_000) + "_".repeat(400_000);
    assertThat(new MagicWords("de").withoutSwitches(text)).isEqualTo(text);
  }

  @Test
  void variablesAndFunctionsHaveTheirMeaningInEveryLanguage() {
    MagicWords german = new MagicWords("de");
    assertThat(german.meaning("PAGENAME")).contains("pagename");
    assertThat(german.meaning("SEITENNAME")).contains("pagename");
    assertThat(german.meaning("Pagename")).isEmpty();
    assertThat(german.meaning("#WECHSLE")).contains("#switch");
    assertThat(german.meaning("#IfEq")).contains("#ifeq");
    assertThat(german.meaning("Infobox")).isEmpty();
    assertThat(new MagicWords("en").meaning("SEITENNAME")).isEmpty();
    assertThat(new MagicWords("ru").meaning("НАЗВАНИЕ СТРАНИЦЫ")).contains("pagename");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#REDIRECT [[Oak]]",
        " #redirect: [[Oak]]",
        "#WEITERLEITUNG [[Eiche]]",
        "#Redirection[[Chêne]]",
        "#перенаправление [[Дуб]]",
        "#重定向 [[橡树]]",
        "＃転送 [[オーク]]"
      })
  void redirectsAreToldInEveryLanguage(String markup) {
    assertThat(MagicWords.isRedirect(markup)).isTrue();
    assertThat(MagicWords.isRedirect("x" + markup)).isFalse();
  }
}
