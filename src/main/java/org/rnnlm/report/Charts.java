package org.rnnlm.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.text.Text;

/** The charts of a page, and the numbers behind them; {@code report.js} draws them. */
final class Charts {
  /** How a chart's series go together. */
  enum Kind {
    /** Each by itself. */
    LINES,
    /** The first is a line, the next two are the lower and upper edge of a band about it. */
    BAND,
    /** Three in a row belong together: a line, and the lower and upper edge of a band about it. */
    BANDS,
    /** On top of each other, as shares of their sum. */
    SHARES
  }

  /**
   * One series.
   *
   * @param label in the legend
   * @param table that its numbers are in
   * @param column of it
   */
  record Series(String label, String table, String column) {}

  /**
   * One chart.
   *
   * @param unit of its numbers
   * @param logarithmic whether its axis is, unless the reader wants it otherwise, so that the first
   *     rounds do not flatten all others
   * @param series of numbers
   * @param over the column that it runs over whatever the reader chooses; empty if that is theirs
   */
  record Chart(
      String title, String unit, Kind kind, boolean logarithmic, List<Series> series, String over) {
    Chart {
      series = List.copyOf(series);
    }

    /** One that runs over what the reader chooses. */
    Chart(String title, String unit, Kind kind, boolean logarithmic, List<Series> series) {
      this(title, unit, kind, logarithmic, series, "");
    }

    /** One whose numbers differ by less than a magnitude, or are 0 at times. */
    Chart(String title, String unit, Kind kind, List<Series> series) {
      this(title, unit, kind, false, series);
    }
  }

  private final Map<String, Columns> tables = new LinkedHashMap<>();
  private final List<Chart> charts = new ArrayList<>();

  Charts table(String name, Columns columns) {
    tables.put(name, columns);
    return this;
  }

  /** Adds a chart; one without series is left out. */
  Charts add(Chart chart) {
    if (!chart.series().isEmpty()) {
      charts.add(chart);
    }
    return this;
  }

  ObjectNode json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ObjectNode numbers = all.putObject("tables");
    tables.forEach((name, columns) -> numbers.set(name, columns.json()));
    ArrayNode list = all.putArray("charts");
    for (Chart chart : charts) {
      ObjectNode json = list.addObject();
      json.put("title", chart.title())
          .put("unit", chart.unit())
          .put("kind", chart.kind().name())
          .put("logarithmic", chart.logarithmic())
          .put("over", chart.over());
      ArrayNode series = json.putArray("series");
      for (Series one : chart.series()) {
        series
            .addObject()
            .put("label", one.label())
            .put("table", one.table())
            .put("column", one.column());
      }
    }
    return all;
  }

  /** Returns how charts can be looked at, and the first one, as wide as the page. */
  String first() {
    return """
    <fieldset id="over"><legend>Curves over</legend>
    <label><input type="radio" name="over" value="epochs" checked> epochs</label>
    <label><input type="radio" name="over" value="tokens"> tokens</label>
    <label><input type="radio" name="over" value="minutes"> minutes of training</label>
    <label><input type="checkbox" id="log" checked> losses on a logarithmic axis</label>
    </fieldset>
    <p class="hint">Drag across a chart to look closer, double-click to see all of it; or give it the focus
    and press + and −, the arrows, and 0.</p>
    <noscript><p>The curves need JavaScript; the tables do not.</p></noscript>
    <div class="charts first">
    """
        + places(0, Math.min(1, charts.size()))
        + "</div>\n";
  }

  /** Returns the places of all charts but the first. */
  String others() {
    return "<div class=\"charts\">\n" + places(1, charts.size()) + "</div>\n";
  }

  private String places(int from, int to) {
    StringBuilder html = new StringBuilder();
    for (int i = from; i < to; i++) {
      Chart chart = charts.get(i);
      html.append(
          Text.format(
              """
              <figure data-chart="%d"><figcaption><h3>%s</h3><span>%s</span></figcaption>
              <div class="plot"></div>
              <details><summary>as a table</summary></details></figure>
              """,
              i, Html.text(chart.title()), Html.text(chart.unit())));
    }
    return html.toString();
  }

  boolean isEmpty() {
    return charts.isEmpty();
  }
}
