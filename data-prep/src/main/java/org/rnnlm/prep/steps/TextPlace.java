package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.function.PairFunction;
import scala.Tuple2;

/**
 * A place says where a text stands in the corpus. In their order equal texts are neighbours, the
 * first of the corpus before the others.
 *
 * @param hash of the article's place
 * @param id of the article
 */
record TextPlace(TextKey text, long hash, long id) implements Comparable<TextPlace>, Serializable {
  private static final Comparator<TextPlace> ORDER =
      Comparator.comparing(TextPlace::text)
          .thenComparingLong(TextPlace::hash)
          .thenComparingLong(TextPlace::id);

  static TextPlace of(Document document, long seed) {
    return new TextPlace(
        document.content().key(), Place.hashOf(seed, document.id()), document.id());
  }

  @Override
  public int compareTo(TextPlace other) {
    return ORDER.compare(this, other);
  }

  /** A key of its own, for which Spark's sorting asks a value. */
  record OfDocument(long seed) implements PairFunction<Document, TextPlace, Boolean> {
    @Override
    public Tuple2<TextPlace, Boolean> call(Document document) {
      return new Tuple2<>(of(document, seed), true);
    }
  }

  /** Keys a place by itself again. */
  static final class Keyed implements PairFunction<TextPlace, TextPlace, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<TextPlace, Boolean> call(TextPlace place) {
      return new Tuple2<>(place, true);
    }
  }

  /** Brings equal texts together. */
  static final class ByText extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;

    ByText(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (int) Long.remainderUnsigned(((TextPlace) key).text.first(), partitions);
    }
  }

  /** Brings places to the documents that stand there. */
  static final class ByPlace extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final PlacePartitioner documents;

    ByPlace(PlacePartitioner documents) {
      this.documents = documents;
    }

    @Override
    public int numPartitions() {
      return documents.numPartitions();
    }

    @Override
    public int getPartition(Object key) {
      TextPlace place = (TextPlace) key;
      return documents.getPartition(Place.ofPortion(place.hash, place.id, 0));
    }
  }
}
