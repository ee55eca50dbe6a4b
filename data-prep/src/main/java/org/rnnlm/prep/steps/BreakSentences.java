package org.rnnlm.prep.steps;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.rnnlm.prep.text.SentenceBreaker;
import org.rnnlm.prep.text.Wiki;

/** Makes of every kept article its sentences, each a document of the article's id. */
final class BreakSentences implements FlatMapFunction<Iterator<Document>, Document> {
  private static final long serialVersionUID = 1L;

  /** The language that was asked for; empty for that of the article's wiki. */
  private final String language;

  private final Map<Integer, Wiki> wikis;
  private final SentenceBreaker.Paragraphs paragraphs;

  /**
   * @param wikis of dumps, by the index of their file: each is cut by the rules of its language
   */
  BreakSentences(SentenceSpec spec, InputContent content, Map<Integer, Wiki> wikis) {
    this.language = spec.language().orElse("");
    this.wikis = wikis;
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
    Map<String, SentenceBreaker> breakers = new HashMap<>();
    Iterable<Document> all = () -> documents;
    Stream<Document> sentences =
        StreamSupport.stream(all.spliterator(), false)
            .filter(Document::kept)
            .flatMap(article -> sentences(article, breakers));
    return sentences.iterator();
  }

  private Stream<Document> sentences(Document article, Map<String, SentenceBreaker> breakers) {
    SentenceBreaker breaker =
        breakers.computeIfAbsent(
            languageOf(article), code -> new SentenceBreaker(code, paragraphs));
    return breaker.sentences(article.text()).stream().map(article::sentence);
  }

  private String languageOf(Document article) {
    if (!language.isEmpty()) {
      return language;
    }
    Wiki wiki = wikis.get(article.source());
    return wiki == null ? "" : wiki.language();
  }
}
