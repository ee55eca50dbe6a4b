package org.rnnlm.prep.steps;

import java.util.Map;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Leaves out articles whose text another one has that comes first. */
final class LeaveOutDuplicates implements Function<Document, Document> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<Map<TextKey, Long>> firsts;

  /**
   * @param firsts of every text that occurs more than once, the id of its first article
   */
  LeaveOutDuplicates(Broadcast<Map<TextKey, Long>> firsts) {
    this.firsts = firsts;
  }

  @Override
  public Document call(Document document) {
    if (!document.kept()) {
      return document;
    }
    Long first = firsts.value().get(TextKey.of(document.text()));
    return first == null || first == document.id()
        ? document
        : document.leftOut(Fate.DUPLICATE_TEXT);
  }
}
