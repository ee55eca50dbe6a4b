package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacesTest {

  @ParameterizedTest
  @CsvSource({
    "zh, 檔案:Oak tree.jpg",
    "zh, 图像:Oak",
    "ar, صورة:Oak",
    "ko, 그림:Oak",
    "tr, Resim:Oak",
    "hu, Kép:Oak",
    "el, Εικόνα:Oak",
    "vi, Tập tin:Oak",
    "vi, tập_tin:Oak",
    "fr, Catégorie:Arbre",
    "ru, Категория:Дерево",
    "zh-yue, 分类:橡樹",
    "nb, Fil:Eik",
    "be-tarask, Файл:Дуб",
    "de, File:Oak",
    "de, image:Oak",
    "de, Category:Oak",
    "en, Datei:Eiche.JPG",
    "en, ファイル:Oak.svg",
    "'', Kategorie:Baum",
    "'', Resim:Oak",
    "en, ace:X",
    "en, ang:X",
    "en, zh-classical:X",
    "en, roa-tara:X",
    "en, simple:X",
    "en, bxr:X"
  })
  void linksThatShowNothingAreHidden(String language, String target) {
    assertThat(new Namespaces(new Wiki(language)).isHidden(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":File:Oak.jpg",
        ":de:Eiche",
        "Media:a.ogg",
        "Is: a word",
        "Class: a book",
        "Figure: of speech",
        "Fil: the word",
        "wikt:oak",
        "Rang: a title",
        "Oak",
        ""
      })
  void othersAreLinks(String target) {
    assertThat(new Namespaces(new Wiki("en")).isHidden(target)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Skrá:Eik", "flokkur:Tré", "File:Oak"})
  void theWikisOwnNamesCount(String target) {
    Wiki wiki = new Wiki("xx", Set.of("skrá"), Set.of("Flokkur"));
    assertThat(new Namespaces(wiki).isHidden(target)).isTrue();
  }
}
