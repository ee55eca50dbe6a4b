package org.rnnlm.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Numbers by name, as many of each: what charts are drawn from. What is no finite number is a gap.
 */
final class Columns {
  /** What every table has, for charts to run over. */
  static final String EPOCHS = "epochs";

  static final String TOKENS = "tokens";
  static final String MINUTES = "minutes";

  private static final MathContext DIGITS = new MathContext(6);

  private final Map<String, double[]> columns = new LinkedHashMap<>();

  /** Adds a column, a number for each of the things. */
  <T> Columns add(String name, List<T> things, ToDoubleFunction<T> number) {
    columns.put(name, things.stream().mapToDouble(number).toArray());
    return this;
  }

  boolean has(String name) {
    return columns.containsKey(name);
  }

  double[] column(String name) {
    return columns.get(name).clone();
  }

  ObjectNode json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    columns.forEach((name, numbers) -> all.set(name, json(numbers)));
    return all;
  }

  private static ArrayNode json(double[] numbers) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (double number : numbers) {
      if (Double.isFinite(number)) {
        array.add(new BigDecimal(number).round(DIGITS).doubleValue());
      } else {
        array.addNull();
      }
    }
    return array;
  }
}
