package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFunction;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import scala.Tuple2;

/**
 * What became of all pages of the input.
 *
 * @param pages by what became of them
 * @param examples the first few pages of each, in the corpus's order
 * @param kept articles by their split
 */
record Fates(Map<Fate, Long> pages, Map<Fate, List<Example>> examples, Map<Split, Long> kept) {

  private static final int EXAMPLES = 10;

  /**
   * A page that shows a fate.
   *
   * @param hash of its place
   */
  record Example(long hash, long id, String title) implements Serializable {
    private static final Comparator<Example> ORDER =
        Comparator.comparingLong(Example::hash)
            .thenComparingLong(Example::id)
            .thenComparing(Example::title);
  }

  /** Pages of one fate and split. */
  record Group(long pages, ArrayList<Example> examples) implements Serializable {

    static final class Merge implements Function2<Group, Group, Group> {
      private static final long serialVersionUID = 1L;

      @Override
      public Group call(Group one, Group other) {
        ArrayList<Example> examples = new ArrayList<>(one.examples);
        examples.addAll(other.examples);
        examples.sort(Example.ORDER);
        examples.subList(Math.min(examples.size(), EXAMPLES), examples.size()).clear();
        return new Group(one.pages + other.pages, examples);
      }
    }
  }

  /** A page by the names of its fate and split: enums hash differently in every process. */
  private record OfDocument(long seed) implements PairFunction<Document, String, Group> {
    @Override
    public Tuple2<String, Group> call(Document document) {
      ArrayList<Example> example = new ArrayList<>();
      example.add(new Example(Place.hashOf(seed, document.id()), document.id(), document.title()));
      return new Tuple2<>(
          document.fate().name() + ' ' + document.split().name(), new Group(1, example));
    }
  }

  static Fates count(JavaRDD<Document> documents, long seed) {
    Map<Fate, Group> groups = new EnumMap<>(Fate.class);
    Map<Split, Long> kept = new EnumMap<>(Split.class);
    Group.Merge merge = new Group.Merge();
    for (Tuple2<String, Group> group :
        documents
            .filter(Fates::isCounted)
            .mapToPair(new OfDocument(seed))
            .reduceByKey(merge)
            .collect()) {
      String[] names = group._1().split(" ");
      Fate fate = Fate.valueOf(names[0]);
      groups.merge(fate, group._2(), merge::call);
      if (fate == Fate.KEPT) {
        kept.put(Split.valueOf(names[1]), group._2().pages());
      }
    }
    Map<Fate, Long> pages = new EnumMap<>(Fate.class);
    Map<Fate, List<Example>> examples = new EnumMap<>(Fate.class);
    groups.forEach((fate, group) -> pages.put(fate, group.pages()));
    groups.forEach((fate, group) -> examples.put(fate, group.examples()));
    return new Fates(pages, examples, kept);
  }

  /** A text of several portions is one. */
  private static boolean isCounted(Document document) {
    return document.portion().isFirst();
  }

  /**
   * @param most share of what was read that may be flawed
   * @throws DataException naming the first few of more than that
   */
  void checkFlaws(double most) {
    long flawed = 0;
    List<String> named = new ArrayList<>();
    for (Map.Entry<Fate, Long> page : pages.entrySet()) {
      if (page.getKey().isFlaw()) {
        flawed += page.getValue();
        Example example = examples.get(page.getKey()).get(0);
        named.add(
            Text.format(
                "%s %,d, such as %s", page.getKey().key(), page.getValue(), example.title()));
      }
    }
    if (flawed > most * read()) {
      throw new DataException(
          Text.format(
              "%,d of %,d records are bad, more than prepare.bad-records = %s allows: %s",
              flawed, read(), most, String.join("; ", named)));
    }
  }

  /**
   * @param inputs that the pages are of
   * @throws DataException if there are no pages, or none is kept
   */
  void requireArticles(InputFiles inputs) {
    String input =
        "input "
            + inputs.files().get(0).location()
            + (inputs.files().size() > 1 ? " and others" : "");
    if (read() == 0) {
      throw new DataException(input + ": there are no articles");
    }
    if (!pages.containsKey(Fate.KEPT)) {
      throw new DataException(
          Text.format(
              "%s: no article is kept of %,d; left out: %s",
              input,
              read(),
              pages.entrySet().stream()
                  .map(left -> Text.format("%s %,d", left.getKey().key(), left.getValue()))
                  .sorted()
                  .collect(Collectors.joining(", "))));
    }
  }

  long read() {
    return pages.values().stream().mapToLong(Long::longValue).sum();
  }

  /** As the manifest has them: {@code read}, {@code kept} and the reasons of those left out. */
  Map<String, Long> byKey() {
    Map<String, Long> byKey = new TreeMap<>();
    pages.forEach((fate, count) -> byKey.put(fate.key(), count));
    byKey.put("read", read());
    return byKey;
  }
}
