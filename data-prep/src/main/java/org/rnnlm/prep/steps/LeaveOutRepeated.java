package org.rnnlm.prep.steps;

import java.util.function.UnaryOperator;

/**
 * Leaves out records whose id was there before, which is their neighbour in the order of places.
 * Records without an id have the same one if they have the same text, so they stay where texts may
 * be repeated.
 */
final class LeaveOutRepeated implements UnaryOperator<Document> {
  private final FilterSpec filters;
  private long lastId;
  private String lastText; // null at first

  LeaveOutRepeated(FilterSpec filters) {
    this.filters = filters;
  }

  @Override
  public Document apply(Document record) {
    if (!record.kept()) {
      return record;
    }
    boolean sameId = lastText != null && record.id() == lastId;
    boolean sameText = sameId && record.text().equals(lastText);
    lastId = record.id();
    lastText = record.text();
    if (sameText) {
      return filters.duplicates() ? record : record.leftOut(Fate.DUPLICATE_TEXT);
    }
    return sameId ? record.leftOut(Fate.DUPLICATE_ID) : record;
  }
}
