package org.rnnlm.prep.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
  void linesOfABlankLinesParagraphAreOne() {
    SentenceBreaker play = new SentenceBreaker("en", Paragraphs.BLANK_LINE);
    assertThat(
            play.sentences(
                "MENENIUS:\nBut, since it serves my purpose, I will venture \r\n To stale 't a little"
                    + " more.\n\t\nFirst Citizen:\nWell.\n\n\n\nSpeak!"))
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
