package org.rnnlm.prep.text;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Cuts text into sentences by ICU's sentence boundaries (Unicode Standard Annex 29), paragraph by
 * paragraph; in a language that ICU knows abbreviations of, these do not end a sentence. Keeps
 * state: one a thread.
 */
public final class SentenceBreaker {
  private static final Pattern LINE = Pattern.compile("\\R");
  private static final Pattern BLANK_LINE = Pattern.compile("(?>\\R)\\h*+(?>\\R)\\s*+");
  private static final Pattern LINE_END = Pattern.compile("\\h*+\\R\\s*+");
  private static final Pattern SPACES_AROUND =
      Pattern.compile("^\\p{IsWhite_Space}++|\\p{IsWhite_Space}++$");

  private final BreakIterator boundaries;
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
    this.boundaries =
        BreakIterator.getSentenceInstance(
            language.isEmpty() ? ULocale.ROOT : new ULocale(language + "@ss=standard"));
    this.paragraphs = paragraphs;
  }

  /** The sentences in order, none empty, without the spaces around them, each on one line. */
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
    for (int end = boundaries.next();
        end != BreakIterator.DONE;
        start = end, end = boundaries.next()) {
      String sentence = trimmed(paragraph.substring(start, end));
      if (!sentence.isEmpty()) {
        sentences.add(sentence);
      }
    }
  }

  private static String trimmed(String text) {
    return SPACES_AROUND.matcher(text).replaceAll("");
  }
}
