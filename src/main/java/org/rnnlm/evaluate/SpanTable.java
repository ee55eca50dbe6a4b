package org.rnnlm.evaluate;

import org.rnnlm.run.SpanCount;
import org.rnnlm.run.TagCounts;
import org.rnnlm.text.Text;

/** Precision, recall and F1 of spans as text, a row for each type and one for all. */
public final class SpanTable {
  private static final String ALL = "all";

  private SpanTable() {}

  /** Returns the table; empty where tags mark no spans. */
  public static String of(TagCounts counts) {
    if (counts.spans().isEmpty()) {
      return "";
    }
    int width =
        Math.max(8, 2 + counts.spans().keySet().stream().mapToInt(String::length).max().orElse(0));
    StringBuilder table = new StringBuilder();
    table.append(
        Text.format(
            "%s %9s %9s %9s %10s %8s %8s%n",
            padded("spans", width), "precision", "recall", "F1", "there", "found", "right"));
    counts.spans().forEach((type, count) -> table.append(row(type, width, count)));
    return table.append(row(ALL, width, counts.all())).toString();
  }

  private static String row(String type, int width, SpanCount count) {
    return Text.format(
        "%s %9.4f %9.4f %9.4f %,10d %,8d %,8d%n",
        padded(type, width),
        count.precision(),
        count.recall(),
        count.f1(),
        count.actual(),
        count.predicted(),
        count.right());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
