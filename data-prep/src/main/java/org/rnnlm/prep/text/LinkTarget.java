package org.rnnlm.prep.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a link between double brackets points at, as far as that decides whether it is shown. */
final class LinkTarget {

  /** In the languages of the largest Wikipedias, besides the English that holds in all of them. */
  private static final Set<String> FILE =
      words(
          """
          file image media datei bild fichier archivo imagen immagine bestand afbeelding plik
          grafika ficheiro imagem файл изображение ファイル 画像 文件 图像 tập_tin hình fil tiedosto
          kuva soubor
          """);

  private static final Set<String> CATEGORY =
      words(
          """
          category kategorie catégorie categoría categoria categorie kategoria категория カテゴリ
          分类 分類 thể_loại kategori luokka
          """);

  /** Codes of Wikipedias: those of ISO 639-1 and these. */
  private static final Set<String> LANGUAGE =
      languages(
          """
          als arz ast azb bar bat-smg bcl be-tarask be-x-old bpy bug cdo ceb ckb cbk-zam diq
          eml fiu-vro frr fur gan hak haw hif hsb ilo jbo lmo map-bms mhr min mrj mzn nah nap
          nds nds-nl new nrm pam pap pms pnb roa-rup roa-tara sah scn sco sh simple szl vec
          vls war wuu zh-classical zh-min-nan zh-yue
          """);

  private LinkTarget() {}

  /** Whether the link places a file; a leading colon turns it into an ordinary link. */
  static boolean isFile(String target) {
    return FILE.contains(namespace(target));
  }

  /** Whether the link only sorts the page or leads to its sister in another language. */
  static boolean isHidden(String target) {
    String namespace = namespace(target);
    return CATEGORY.contains(namespace) || isFile(target) || isLanguage(target, namespace);
  }

  /** What a link without a text of its own shows. */
  static String shown(String target) {
    String shown = Entities.decode(target.strip());
    return shown.startsWith(":") ? shown.substring(1) : shown;
  }

  private static boolean isLanguage(String target, String namespace) {
    // Codes are in lower case: a title like "Is: a word" stays a link of its own Wikipedia.
    return LANGUAGE.contains(namespace) && target.strip().startsWith(namespace);
  }

  private static String namespace(String target) {
    int colon = target.indexOf(':');
    if (colon < 0) {
      return "";
    }
    return target.substring(0, colon).replace('_', ' ').strip().toLowerCase(Locale.ROOT);
  }

  private static Set<String> languages(String others) {
    Set<String> codes = new HashSet<>(words(others));
    codes.addAll(Set.of(Locale.getISOLanguages()));
    return Set.copyOf(codes);
  }

  /** Separated by white space; underscores stand for spaces. */
  private static Set<String> words(String list) {
    return Stream.of(list.split("\\s+"))
        .map(word -> word.replace('_', ' '))
        .collect(Collectors.toUnmodifiableSet());
  }
}
