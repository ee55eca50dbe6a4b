package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.api.java.function.PairFunction;
import org.rnnlm.io.Hashes;
import scala.Tuple2;

/**
 * Where a document stands in the corpus: by a hash of its id and the seed, so that articles come in
 * a random order that no cluster changes.
 *
 * @param hash of seed and id
 * @param id the document's
 * @param split tells apart the parts of a text split by position
 * @param source tells apart documents of the same id
 * @param content tells apart those of the same input, by a hash of all they hold
 */
record Place(long hash, long id, int split, int source, long content)
    implements Comparable<Place>, Serializable {
  private static final long PURPOSE = 2;
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::hash)
          .thenComparingLong(Place::id)
          .thenComparingInt(Place::split)
          .thenComparingInt(Place::source)
          .thenComparingLong(Place::content);

  /** Keys a document by its place. */
  record OfDocument(long seed) implements PairFunction<Document, Place, Document> {
    @Override
    public Tuple2<Place, Document> call(Document document) {
      long hash = hashOf(seed, document.id());
      return new Tuple2<>(
          new Place(
              hash,
              document.id(),
              document.split().ordinal(),
              document.source(),
              contentOf(document)),
          document);
    }
  }

  /** Equal texts stand side by side, whatever else differs. */
  private static long contentOf(Document document) {
    long rest = Hashes.seed(document.title().hashCode(), document.fate().ordinal());
    return (long) document.text().hashCode() << 32 | rest >>> 32;
  }

  static long hashOf(long seed, long id) {
    return Hashes.seed(seed, PURPOSE, id);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
