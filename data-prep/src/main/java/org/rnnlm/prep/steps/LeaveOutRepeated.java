package org.rnnlm.prep.steps;

import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;

/**
 * Leaves out documents whose id was there before in the same input, and those of one id whose text
 * was there before in any. In the order of places such documents are neighbours. What is left out
 * anyway, such as a talk page or a flawed record, takes no id from another.
 *
 * <p>Records without an id have the same one if they have the same text, so those stay where texts
 * may be repeated.
 */
final class LeaveOutRepeated
    implements FlatMapFunction<Iterator<Tuple2<Place, Document>>, Document> {
  private static final long serialVersionUID = 1L;

  private final InputNumbers inputs;
  private final boolean textsMayRepeat;

  LeaveOutRepeated(InputNumbers inputs, FilterSpec filters) {
    this.inputs = inputs;
    this.textsMayRepeat = filters.duplicates();
  }

  @Override
  public Iterator<Document> call(Iterator<Tuple2<Place, Document>> documents) {
    Iterable<Tuple2<Place, Document>> all = () -> documents;
    Stream<Document> once =
        StreamSupport.stream(all.spliterator(), false).map(new AfterTheOthers());
    return once.iterator();
  }

  private final class AfterTheOthers implements Function<Tuple2<Place, Document>, Document> {
    private long id;
    private final Set<Integer> inputsOfId = new HashSet<>(); // that have a document of this id
    private final Set<TextKey> textsOfId = new HashSet<>();

    @Override
    public Document apply(Tuple2<Place, Document> placed) {
      Document document = placed._2();
      if (!document.kept() || !document.portion().isWhole()) {
        return document; // a portion's file is a document of its own
      }
      if (document.id() != id) {
        id = document.id();
        inputsOfId.clear();
        textsOfId.clear();
      }
      boolean sameId = inputsOfId.contains(inputs.of(document));
      boolean sameText = textsOfId.contains(placed._1().text());
      if (sameId && (inputs.ofDumps() || !sameText)) {
        return document.leftOut(Fate.DUPLICATE_ID);
      }
      if (sameText && !textsMayRepeat) {
        return document.leftOut(Fate.DUPLICATE_TEXT);
      }
      inputsOfId.add(inputs.of(document));
      textsOfId.add(placed._1().text());
      return document;
    }
  }
}
