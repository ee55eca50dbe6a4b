package org.rnnlm.prep.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts text into sentences by ICU's sentence boundaries (Unicode Standard Annex 29), paragraph by
 * paragraph; {@link Abbreviations} of the language do not end a sentence, nor do initials in any.
 * Takes time linear in the text, whatever it holds. Keeps state: one a thread.
 */
public final class SentenceBreaker {
  private static final Pattern LINE = Pattern.compile("\\R");
  private static final Pattern BLANK_LINE = Pattern.compile("(?>\\R)\\h*+(?>\\R)\\s*+");

  /** What stands before it is looked at first, or a run of spaces takes time by its square. */
  private static final Pattern LINE_END = Pattern.compile("(?<!\\h)\\h*+\\R\\s*+");

  private final BreakIterator boundaries;
  private final Abbreviations abbreviations;
  private final Paragraphs paragraphs;

  /** What parts paragraphs, which no sentence leaves. */
  public enum Paragraphs {
    /** Each line is a paragraph. */
    LINE,
    /** Lines that blank lines part, as in plays and books whose lines are broken to a width. */
    BLANK_LINE
  }

  /**
   * @param language a code such as {@code en}; empty for the rules that hold in all
   */
  public SentenceBreaker(String language, Paragraphs paragraphs) {
    ULocale locale =
        ULocale.forLanguageTag(language.replace('_', '-')); // the root for an empty one
    this.boundaries = BreakIterator.getSentenceInstance(locale);
    this.abbreviations = new Abbreviations(locale.getLanguage());
    this.paragraphs = paragraphs;
  }

  /**
   * Returns the sentences in order, none empty, without the spaces around them, each on one line.
   */
  public List<String> sentences(String text) {
    Pattern parts =
        switch (paragraphs) {
          case LINE -> LINE;
          case BLANK_LINE -> BLANK_LINE;
        };
    List<String> sentences = new ArrayList<>();
    parts
        .splitAsStream(text)
        .map(paragraph -> LINE_END.matcher(trimmed(paragraph)).replaceAll(" "))
        .forEach(paragraph -> addSentences(paragraph, sentences));
    return sentences;
  }

  private void addSentences(String paragraph, List<String> sentences) {
    boundaries.setText(paragraph);
    int start = boundaries.first();
    for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
      if (end < paragraph.length() && abbreviations.endBefore(paragraph, end)) {
        continue;
      }
      String sentence = trimmed(paragraph.substring(start, end));
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
      start = end;
    }
  }

  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && UCharacter.isUWhiteSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && UCharacter.isUWhiteSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
