package org.rnnlm.prep.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WikitextTest {
  private static final Encyclopedia ENCYCLOPEDIA = new Encyclopedia(5, Topic.EVERYTHING);

  @Test
  void whatIsLeftOfTheWikitextIsExactlyTheText() {
    for (long index = 0; index < 2000; index++) {
      String wikitext = wikitext(index);

      assertThat(Stripped.text(wikitext))
          .as(wikitext)
          .isEqualTo(ENCYCLOPEDIA.article(index).text());
    }
  }

  @Test
  void everyKindOfMarkupOccurs() {
    String all =
        LongStream.range(0, 200).mapToObj(WikitextTest::wikitext).collect(Collectors.joining());

    assertThat(all)
        .contains("{{Infobox", "'''", "''", "]]", "|", "<ref>", "<ref name=main />", "</ref>")
        .contains("{| class", "[[File:", "[[Category:", "<!--", "== ", "\n* ", "&nbsp;", "&#45;")
        .contains("{{cite book", "[https://", "{{Reflist", "<references />", "{{Navbox");
  }

  @Test
  void theTitleIsBoldAtItsFirstMentionOnly() {
    String title = ENCYCLOPEDIA.article(3).title();

    assertThat(wikitext(3)).containsOnlyOnce("'''" + title + "'''");
  }

  private static String wikitext(long index) {
    return Wikitext.of(ENCYCLOPEDIA.derivation(index), ENCYCLOPEDIA.filler(index));
  }
}
