package org.rnnlm.prep.steps;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/** The classes of labelled texts: all that kept texts have, in the order of their names. */
final class Classes {
  private static final int MOST = 10_000;

  private Classes() {}

  /**
   * @throws DataException if there are fewer than two, or more than anyone can tell apart
   */
  static List<String> of(JavaRDD<Document> documents) {
    List<String> names =
        documents.filter(Document::kept).map(Document::label).distinct().take(MOST + 1);
    if (names.size() < 2 || names.size() > MOST) {
      throw new DataException(
          Text.format(
              "labelled texts have from 2 to %,d classes, these have %s; set prepare.label-field to the field that holds them, or put text files into a folder for each class",
              MOST, names.size() > MOST ? "more, such as '" + names.get(0) + "'" : names));
    }
    return names.stream().sorted().toList();
  }
}
