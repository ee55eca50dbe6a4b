package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rnnlm.prep.EnglishSample;
import org.rnnlm.prep.dump.Page;

/** Reader and cleaner on a real dump. */
class EnglishSampleTest {

  private static final Pattern MARKUP =
      Pattern.compile("\\{\\{|\\}\\}|\\[\\[|\\]\\]|\\{\\||\\|\\}|<ref|&nbsp;|''|\\( \\)|^=|=$");

  private static List<Page> pages;

  @BeforeAll
  static void readSample() throws IOException {
    pages = EnglishSample.pages();
  }

  @Test
  void everyPageIsReadOnce() {
    assertThat(pages).hasSize(206);
    assertThat(pages).extracting(Page::id).doesNotHaveDuplicates();
    assertThat(pages).filteredOn(Page::redirect).hasSize(100);
    assertThat(pages).filteredOn(page -> page.namespace() == 0).hasSize(205);
  }

  @Test
  void noArticleKeepsMarkup() {
    Map<String, String> articles = clean();
    assertThat(articles).hasSize(106).allSatisfy((title, text) -> assertThat(text).isNotEmpty());
    assertNoMarkup(articles);
    assertThat(articles.get("Achilles"))
        .startsWith(
            "In Greek mythology, Achilles (Ἀχιλλεύς, Akhilleus) was a Greek hero of the Trojan War")
        .contains("\nEtymology\nAchilles' name can be analyzed as a combination of");
  }

  private static Map<String, String> clean() {
    WikitextCleaner cleaner = new WikitextCleaner(new Wiki("en"));
    Map<String, String> texts = new LinkedHashMap<>();
    for (Page page : pages) {
      if (!page.redirect()) {
        texts.put(page.title(), cleaner.clean(page.title(), page.text()));
      }
    }
    return texts;
  }

  private static void assertNoMarkup(Map<String, String> texts) {
    assertThat(texts.values().stream().flatMap(String::lines).filter(EnglishSampleTest::isUntidy))
        .isEmpty();
  }

  private static boolean isUntidy(String line) {
    return line.isEmpty() || !line.equals(line.strip()) || MARKUP.matcher(line).find();
  }
}
