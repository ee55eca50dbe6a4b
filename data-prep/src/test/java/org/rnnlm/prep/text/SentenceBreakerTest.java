package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.UResourceBundle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.prep.text.SentenceBreaker.Paragraphs;

class SentenceBreakerTest {
  private static final SentenceBreaker ENGLISH = new SentenceBreaker("en", Paragraphs.LINE);
  private static final SentenceBreaker ANY = new SentenceBreaker("", Paragraphs.LINE);

  @Test
  void sentencesEndWithTheirMarks() {
    assertThat(ANY.sentences("It rained. Who knows why?  \"Nobody!\" It stopped"))
        .containsExactly("It rained.", "Who knows why?", "\"Nobody!\"", "It stopped");
  }

  @Test
  void noSentenceLeavesItsParagraph() {
    assertThat(ANY.sentences("History\nIt was founded in 1200\n\n \nIt fell.\n"))
        .containsExactly("History", "It was founded in 1200", "It fell.");
  }

  @Test
  void anAbbreviationOfTheLanguageEndsNoSentence() {
    String text = "Mr. Smith met Mrs. Jones. They talked.";
    assertThat(ENGLISH.sentences(text))
        .containsExactly("Mr. Smith met Mrs. Jones.", "They talked.");
    assertThat(ANY.sentences(text))
        .containsExactly("Mr.", "Smith met Mrs.", "Jones.", "They talked.");
  }

  @Test
  void noneOfIcusAbbreviationsEndsASentence() {
    for (String language : List.of("de", "en", "es", "fr", "it", "pt", "ru")) {
      SentenceBreaker breaker = new SentenceBreaker(language, Paragraphs.LINE);
      UResourceBundle icu =
          UResourceBundle.getBundleInstance(
              "com/ibm/icu/impl/data/icudata/brkitr",
              new ULocale(language),
              UResourceBundle.class.getClassLoader());
      String[] abbreviations = icu.get("exceptions").get("SentenceBreak").getStringArray();
      assertThat(abbreviations).hasSizeGreaterThan(15);
      for (String abbreviation : abbreviations) {
        if (abbreviation.endsWith(".")) {
          String text = "X (" + abbreviation + " Smith) y " + abbreviation + "  Z.";
          assertThat(breaker.sentences(text)).containsExactly(text);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en: He met Dr. Smith of St. Louis and Gen. Lee.",
        "en: It is U.S. Navy property.",
        "en: J. R. R. Tolkien and George W. Bush met John F. Kennedy.",
        "en: See pp. 12 and No. 5 Squadron.",
        "de: Am 3. Oktober 1990, im 20. Jahrhundert, sagte Prof. Dr. H. Müller etwas.",
        "de: Er starb 50 v. Chr. Rom sah es.",
        "en: It is U.S. Theatre, and the U.S. Army; Dr. The and Mr. In met J. The.",
        "fr: M. Dupont et Mme. Martin virent J.-P. Sartre.",
        "ru: А. С. Пушкин и проф. Иванов.",
        "nl: Hij zag dr. Jansen en J. de Vries.",
        "pl: To św. Jan i A. Mickiewicz.",
        "xx: Here B. Smith is."
      })
  void stopsWithinASentenceDoNotEndIt(String example) {
    String[] sides = example.split(": ", 2);
    assertThat(new SentenceBreaker(sides[0], Paragraphs.LINE).sentences(sides[1]))
        .containsExactly(sides[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "en: He used the app.| Then he left.",
        "en: It is on the map.| 12 Men came.",
        "en: It was 1990.| Then came 1991.",
        "de: Er kam 1990.| Dann ging er.",
        "en: It was so bad.| Adam left.",
        "en: It grew in the U.S.| The economy did too.",
        "en: He left the U.S.| It's known.| She saw J. F. Kennedy Jr.| He came at 5 p.m.| Then he"
            + " went.",
        "en: It is on Main St.|  There it stays.",
        "de: Er starb 50 v. Chr.| Sein Sohn kam.",
        "xx: The end.| Mr.| Smith came."
      })
  void whatOnlyLooksLikeAnAbbreviationEndsASentence(String example) {
    String[] sides = example.split(": ", 2);
    assertThat(new SentenceBreaker(sides[0], Paragraphs.LINE).sentences(sides[1].replace("|", "")))
        .containsExactly(sides[1].split("\\| +"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ", ".", "\"", "'", ". ", "\u00a0", " .\"", ".\u3000", "(", "A. ", "1. ", "\t", "Dr. "
      })
  void timeIsLinearInTheText(String piece) {
    String run = piece.repeat(200_000 / piece.length());
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    for (Paragraphs paragraphs : Paragraphs.values()) {
      SentenceBreaker breaker = new SentenceBreaker("en", paragraphs);
      long start = thread.getCurrentThreadCpuTime();
      assertThat(breaker.sentences("It" + run + "x" + run + "Y is.")).isNotEmpty();
      assertThat((thread.getCurrentThreadCpuTime() - start) / 1e9).isLessThan(5);
    }
  }

  @Test
  void linesOfABlankLinesParagraphAreOne() {
    SentenceBreaker play = new SentenceBreaker("en", Paragraphs.BLANK_LINE);
    assertThat(
            play.sentences(
                "MENENIUS:\n"
                    + "But, since it serves my purpose, I will venture \r\n"
                    + " To stale 't a little more.\n"
                    + "\t\n"
                    + "First Citizen:\n"
                    + "Well.\n\n\n\n"
                    + "Speak!"))
        .containsExactly(
            "MENENIUS: But, since it serves my purpose, I will venture To stale 't a little more.",
            "First Citizen: Well.",
            "Speak!");
  }

  @Test
  void otherScriptsHaveMarksOfTheirOwn() {
    assertThat(new SentenceBreaker("zh", Paragraphs.LINE).sentences("今天下雨。为什么？没人知道"))
        .containsExactly("今天下雨。", "为什么？", "没人知道");
    assertThat(new SentenceBreaker("hi", Paragraphs.LINE).sentences("वह आया। वह गया।"))
        .containsExactly("वह आया।", "वह गया।");
  }

  @Test
  void nothingHasNoSentences() {
    assertThat(ANY.sentences("")).isEmpty();
    assertThat(ANY.sentences(" \n\n\u00a0\n")).isEmpty();
  }
}
