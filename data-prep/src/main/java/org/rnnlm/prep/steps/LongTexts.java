package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;

/**
 * What is known of the texts that were read in several portions, each some megabytes of it.
 *
 * @param starts by the id of a text, the code points before each of its portions, and of all
 * @param repeated ids of those whose text an earlier one has
 */
record LongTexts(Map<Long, long[]> starts, Set<Long> repeated) implements Serializable {

  /** What is known of a portion. */
  private record Measured(long id, int index, long characters, TextKey text)
      implements Serializable {

    static Measured of(Document document) {
      String text = document.text();
      return new Measured(
          document.id(),
          document.portion().index(),
          text.codePointCount(0, text.length()),
          document.content().key());
    }
  }

  /** Returns what is known where no text is of several portions. */
  static LongTexts none() {
    return new LongTexts(Map.of(), Set.of());
  }

  /**
   * Measures the portions.
   *
   * @param documents held: they are read again
   * @param seed of their order
   */
  static LongTexts of(JavaRDD<Document> documents, long seed) {
    Map<Long, List<Measured>> texts =
        documents.filter(LongTexts::isPortion).map(Measured::of).collect().stream()
            .sorted(Comparator.comparingInt(Measured::index))
            .collect(Collectors.groupingBy(Measured::id));
    Map<Long, long[]> starts = new HashMap<>();
    texts.forEach((id, portions) -> starts.put(id, starts(portions)));
    return new LongTexts(starts, repeated(texts, seed));
  }

  private static boolean isPortion(Document document) {
    return !document.portion().isWhole();
  }

  private static long[] starts(List<Measured> portions) {
    long[] starts = new long[portions.size() + 1];
    for (int i = 0; i < portions.size(); i++) {
      starts[i + 1] = starts[i] + portions.get(i).characters();
    }
    return starts;
  }

  /** Equal texts are cut alike, so they have equal portions. */
  private static Set<Long> repeated(Map<Long, List<Measured>> texts, long seed) {
    Map<Long, List<Measured>> inOrder =
        new TreeMap<>(
            Comparator.comparingLong((Long id) -> Place.hashOf(seed, id))
                .thenComparing(Comparator.naturalOrder()));
    inOrder.putAll(texts);
    Set<List<TextKey>> seen = new HashSet<>();
    Set<Long> repeated = new HashSet<>();
    inOrder.forEach(
        (id, portions) -> {
          if (!seen.add(portions.stream().map(Measured::text).toList())) {
            repeated.add(id);
          }
        });
    return repeated;
  }

  /** Returns the documents without the texts that repeat one. */
  JavaRDD<Document> leaveOutRepeated(JavaRDD<Document> documents) {
    return repeated.isEmpty() ? documents : documents.map(new LeaveOut(Set.copyOf(repeated)));
  }

  private record LeaveOut(Set<Long> repeated) implements Function<Document, Document> {
    @Override
    public Document call(Document document) {
      return isPortion(document) && repeated.contains(document.id())
          ? document.leftOut(Fate.DUPLICATE_TEXT)
          : document;
    }
  }

  /** Returns the code points of the text that a portion is of. */
  long characters(Document portion) {
    long[] of = starts.get(portion.id());
    return of[of.length - 1];
  }

  /** Returns the code points before a portion. */
  long start(Document portion) {
    return starts.get(portion.id())[portion.portion().index()];
  }
}
