package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.api.java.function.PairFunction;
import org.rnnlm.io.Hashes;
import scala.Tuple2;

/**
 * Where a document stands in the corpus: by a hash of its id and the seed, so that articles come in
 * a random order that no cluster changes. Documents of one id stand side by side, in an order that
 * follows from what they hold: equal texts together, neither files' names nor where a file is cut
 * telling them apart.
 *
 * @param hash of seed and id
 * @param id the document's
 * @param wiki of pages the number of their input, 0 for all else
 * @param file of pages the index of their file: of two versions of a page the first file's comes
 *     first; 0 for all else
 * @param textHash Java's hash of the text, by which the order went before there was more; of one of
 *     several portions of a text its index, and nothing else is told of it
 * @param text the document's
 * @param label a hash of its class and fate
 * @param split that it goes to, which a record may say itself
 * @param title a hash of what reports call it, where nothing else differs
 */
record Place(
    long hash,
    long id,
    int wiki,
    int file,
    int textHash,
    TextKey text,
    long label,
    int split,
    long title)
    implements Comparable<Place>, Serializable {
  private static final long PURPOSE = 2;
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::hash)
          .thenComparingLong(Place::id)
          .thenComparingInt(Place::wiki)
          .thenComparingInt(Place::file)
          .thenComparingInt(Place::textHash)
          .thenComparing(Place::text)
          .thenComparingLong(Place::label)
          .thenComparingInt(Place::split)
          .thenComparingLong(Place::title);

  /** Keys a document by its place. */
  record OfDocument(long seed, InputNumbers inputs)
      implements PairFunction<Document, Place, Document> {
    @Override
    public Tuple2<Place, Document> call(Document document) {
      return new Tuple2<>(of(document, seed, inputs), document);
    }
  }

  static Place of(Document document, long seed, InputNumbers inputs) {
    if (!document.portion().isWhole()) {
      return ofPortion(document, seed);
    }
    return new Place(
        hashOf(seed, document.id()),
        document.id(),
        inputs.ofDumps() ? inputs.of(document) : 0,
        inputs.ofDumps() ? document.source() : 0,
        document.text().hashCode(),
        document.content().key(),
        Hashes.text128(document.fate().name() + ' ' + document.label())[0],
        document.split().ordinal(),
        Hashes.text128(document.title())[0]);
  }

  /** The portions of a text, which is of a file of its own, stand in the text's order. */
  private static Place ofPortion(Document document, long seed) {
    return ofPortion(hashOf(seed, document.id()), document.id(), document.portion().index());
  }

  /** Returns where a portion of a text stands, if it is of several. */
  static Place ofPortion(long hash, long id, int index) {
    return new Place(hash, id, 0, 0, index, new TextKey(0, 0), 0, 0, 0);
  }

  static long hashOf(long seed, long id) {
    return Hashes.seed(seed, PURPOSE, id);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
