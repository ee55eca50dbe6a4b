package org.rnnlm.prep.steps;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Texts that several articles of a corpus have: the first article keeps its text. */
final class DuplicateTexts {
  private DuplicateTexts() {}

  /**
   * @param documents held: they are read twice
   * @param seed of their order
   */
  static JavaRDD<Document> leaveOut(
      JavaSparkContext spark, JavaRDD<Document> documents, long seed, HeldData held) {
    Map<TextKey, Long> firsts = firsts(documents, seed);
    return firsts.isEmpty()
        ? documents
        : documents.map(new LeaveOutDuplicates(held.hold(spark.broadcast(firsts))));
  }

  /** Returns the id of the first article of every text that occurs more than once. */
  private static Map<TextKey, Long> firsts(JavaRDD<Document> documents, long seed) {
    Map<TextKey, Long> firsts = new HashMap<>();
    documents
        .filter(Document::kept)
        .mapToPair(new TextKey.OfDocument(seed))
        .reduceByKey(new TextKey.Occurrences.Merge())
        .filter(new TextKey.Repeated())
        .collect()
        .forEach(text -> firsts.put(text._1(), text._2().id()));
    return firsts;
  }
}
