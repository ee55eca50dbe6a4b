package org.rnnlm.prep.corpus;

import java.util.Objects;

/**
 * What to generate: the number of articles (pages of other kinds come on top), the seed, and how
 * many pages share a bz2 stream.
 *
 * @param articles at least 1
 * @param seed any number; the same spec always gives the same bytes
 * @param topic what the articles are about
 * @param pagesPerStream 0 for a single bz2 stream; otherwise a multistream dump, as Wikipedia
 *     publishes it, with the head and the foot in streams of their own
 */
public record CorpusSpec(int articles, long seed, Topic topic, int pagesPerStream) {
  public CorpusSpec {
    Objects.requireNonNull(topic, "topic");
    if (articles < 1) {
      throw new IllegalArgumentException("articles is " + articles + ", must be at least 1");
    }
    if (pagesPerStream < 0) {
      throw new IllegalArgumentException(
          "pagesPerStream is " + pagesPerStream + ", must be 0 (one stream) or more");
    }
  }
}
