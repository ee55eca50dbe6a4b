package org.rnnlm.evaluate;

import java.util.List;
import org.rnnlm.run.Confusion;
import org.rnnlm.text.Text;

/** A confusion matrix as text: a row for each actual class, a column for each predicted one. */
public final class ConfusionTable {
  private static final int MOST = 20; // columns that a terminal can show

  private ConfusionTable() {}

  /**
   * Returns the matrix, with recall, precision and F1 of each class; without the matrix where there
   * are more than 20 classes.
   *
   * @param classes their names
   */
  public static String of(Confusion confusion, List<String> classes) {
    int count = classes.size();
    int name = classes.stream().mapToInt(String::length).max().orElse(0);
    int width = Math.max(8, name + 2);
    StringBuilder table = new StringBuilder("actual \\ predicted\n");
    table.append(" ".repeat(width));
    for (int i = 0; i < count && count <= MOST; i++) {
      table.append(right(classes.get(i), width));
    }
    table.append(right("recall", 10)).append(right("precision", 11)).append(right("F1", 8));
    for (int actual = 0; actual < count; actual++) {
      table.append('\n').append(left(classes.get(actual), width));
      for (int predicted = 0; predicted < count && count <= MOST; predicted++) {
        table.append(right(Text.format("%,d", confusion.at(actual, predicted)), width));
      }
      table
          .append(right(share(confusion.recall(actual)), 10))
          .append(right(share(confusion.precision(actual)), 11))
          .append(right(share(confusion.f1(actual)), 8));
    }
    return table.append('\n').toString();
  }

  private static String share(double value) {
    return Text.format("%.4f", value);
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(1, width - text.length())) + text;
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
