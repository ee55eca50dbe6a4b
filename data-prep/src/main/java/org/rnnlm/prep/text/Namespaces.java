package org.rnnlm.prep.text;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which links place files, sort a page into categories or lead to its sister in
 * another language: those of a wiki beside the English ones, which hold in all of them. Immutable.
 */
public final class Namespaces implements Serializable {

  private static final long serialVersionUID = 1L;

  /** In the languages of the largest Wikipedias, besides the English that holds in all of them. */
  private static final Set<String> FILES =
      words(
          """
          file image media datei bild fichier archivo imagen immagine bestand afbeelding plik
          grafika ficheiro imagem файл изображение ファイル 画像 文件 图像 tập_tin hình fil tiedosto
          kuva soubor
          """);

  private static final Set<String> CATEGORIES =
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

  private final Set<String> hidden;

  /**
   * @param files what a wiki calls its files, beside what the largest Wikipedias do
   * @param categories the same of its categories
   */
  public Namespaces(Set<String> files, Set<String> categories) {
    hidden = new HashSet<>(FILES);
    hidden.addAll(CATEGORIES);
    files.forEach(name -> hidden.add(name.toLowerCase(Locale.ROOT)));
    categories.forEach(name -> hidden.add(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Whether a link of this target shows nothing in the text. A leading colon turns every link into
   * an ordinary one.
   */
  boolean isHidden(String target) {
    String namespace = namespace(target);
    return !namespace.isEmpty() && (hidden.contains(namespace) || isLanguage(target, namespace));
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
