package org.rnnlm.prep.steps;

import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.rnnlm.prep.text.SentenceBreaker;

/** Makes of every kept article its sentences, each a document of the article's id. */
final class BreakSentences implements FlatMapFunction<Iterator<Document>, Document> {
  private static final long serialVersionUID = 1L;

  private final String language;
  private final SentenceBreaker.Paragraphs paragraphs;

  /**
   * @param dumpLanguage the input's own, empty if it does not tell
   */
  BreakSentences(SentenceSpec spec, InputContent content, String dumpLanguage) {
    this.language = spec.language().orElse(dumpLanguage);
    this.paragraphs =
        switch (spec.paragraphs()) {
          case LINE -> SentenceBreaker.Paragraphs.LINE;
          case BLANK_LINE -> SentenceBreaker.Paragraphs.BLANK_LINE;
          case AUTO ->
              content == InputContent.PAGES
                  ? SentenceBreaker.Paragraphs.LINE
                  : SentenceBreaker.Paragraphs.BLANK_LINE;
        };
  }

  @Override
  public Iterator<Document> call(Iterator<Document> documents) {
    SentenceBreaker breaker = new SentenceBreaker(language, paragraphs);
    Iterable<Document> all = () -> documents;
    Stream<Document> sentences =
        StreamSupport.stream(all.spliterator(), false)
            .filter(Document::kept)
            .flatMap(article -> breaker.sentences(article.text()).stream().map(article::withText));
    return sentences.iterator();
  }
}
