package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.FlatMapFunction2;

/**
 * Texts that several articles of a corpus have: the first article keeps its text. Equal texts are
 * brought together by their hashes, without the texts, and the places of those that repeat one
 * brought back to the documents; nothing of it is collected.
 */
final class DuplicateTexts {
  private DuplicateTexts() {}

  /**
   * @param documents in the partitions of their places, and held: they are read twice
   * @param places of the documents
   * @param seed of their order
   */
  static JavaRDD<Document> leaveOut(
      JavaRDD<Document> documents, PlacePartitioner places, long seed, HeldData held) {
    JavaRDD<TextPlace> repeated =
        held.hold(
            documents
                .filter(DuplicateTexts::isKeptWhole)
                .mapToPair(new TextPlace.OfDocument(seed))
                .repartitionAndSortWithinPartitions(new TextPlace.ByText(places.numPartitions()))
                .keys()
                .mapPartitions(new Repeated()));
    if (repeated.count() == 0) {
      return documents;
    }
    JavaRDD<TextPlace> brought =
        repeated.mapToPair(new TextPlace.Keyed()).partitionBy(new TextPlace.ByPlace(places)).keys();
    return documents.zipPartitions(brought, new LeaveOut());
  }

  /** Texts of several portions are compared by {@link LongTexts}. */
  private static boolean isKeptWhole(Document document) {
    return document.kept() && document.portion().isWhole();
  }

  /** Lets those of sorted places pass whose text another article before them has. */
  private static final class Repeated implements FlatMapFunction<Iterator<TextPlace>, TextPlace> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<TextPlace> call(Iterator<TextPlace> places) {
      List<TextPlace> repeated = new ArrayList<>();
      TextPlace first = null; // of the text at hand
      while (places.hasNext()) {
        TextPlace place = places.next();
        if (first == null || !place.text().equals(first.text())) {
          first = place;
        } else if (place.id() != first.id()) {
          repeated.add(place);
        }
      }
      return repeated.iterator();
    }
  }

  /** Leaves out the documents of these places. */
  private static final class LeaveOut
      implements FlatMapFunction2<Iterator<Document>, Iterator<TextPlace>, Document> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Document> call(Iterator<Document> documents, Iterator<TextPlace> places) {
      Map<Long, Set<TextKey>> repeated = new HashMap<>(); // by articles' ids: few texts are hashed
      places.forEachRemaining(
          place -> repeated.computeIfAbsent(place.id(), id -> new HashSet<>()).add(place.text()));
      Iterable<Document> all = () -> documents;
      Stream<Document> once =
          StreamSupport.stream(all.spliterator(), false)
              .map(
                  document ->
                      isRepeated(document, repeated)
                          ? document.leftOut(Fate.DUPLICATE_TEXT)
                          : document);
      return once.iterator();
    }

    private static boolean isRepeated(Document document, Map<Long, Set<TextKey>> repeated) {
      Set<TextKey> texts = repeated.getOrDefault(document.id(), Set.of());
      return isKeptWhole(document) && !texts.isEmpty() && texts.contains(document.content().key());
    }
  }
}
