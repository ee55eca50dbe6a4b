package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFunction;
import org.rnnlm.io.Hashes;
import scala.Tuple2;

/** A text, by 128 bits of hash: two different ones of a corpus do not share them. */
record TextKey(long first, long second) implements Comparable<TextKey>, Serializable {
  private static final Comparator<TextKey> ORDER =
      Comparator.comparingLong(TextKey::first).thenComparingLong(TextKey::second);

  @Override
  public int compareTo(TextKey other) {
    return ORDER.compare(this, other);
  }

  static TextKey of(String text) {
    long[] hash = Hashes.text128(text);
    return new TextKey(hash[0], hash[1]);
  }

  /**
   * Where a text occurs.
   *
   * @param hash of the first article's place
   * @param id of the first article
   * @param articles that have it
   */
  record Occurrences(long hash, long id, long articles) implements Serializable {

    /** Takes the first place of two, and the articles of both. */
    static final class Merge implements Function2<Occurrences, Occurrences, Occurrences> {
      private static final long serialVersionUID = 1L;

      @Override
      public Occurrences call(Occurrences one, Occurrences other) {
        boolean oneFirst = one.hash < other.hash || one.hash == other.hash && one.id <= other.id;
        Occurrences first = oneFirst ? one : other;
        return new Occurrences(first.hash, first.id, one.articles + other.articles);
      }
    }
  }

  /** Keys an article by its text. */
  record OfDocument(long seed) implements PairFunction<Document, TextKey, Occurrences> {
    @Override
    public Tuple2<TextKey, Occurrences> call(Document document) {
      return new Tuple2<>(
          of(document.text()),
          new Occurrences(Place.hashOf(seed, document.id()), document.id(), 1));
    }
  }

  /** Lets texts of several articles pass. */
  static final class Repeated implements Function<Tuple2<TextKey, Occurrences>, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean call(Tuple2<TextKey, Occurrences> text) {
      return text._2().articles() > 1;
    }
  }
}
