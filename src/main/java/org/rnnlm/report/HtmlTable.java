package org.rnnlm.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.rnnlm.text.Text;

/**
 * A table, scrolled sideways by itself where the page is narrower. Columns of numbers alone are set
 * to the right.
 */
public final class HtmlTable {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d,]+(\\.\\d+)?( %)?|–|");

  /**
   * A row.
   *
   * @param link that its heading is of; empty for none
   * @param best whether it stands out as the best of all
   * @param bar share of the width of a bar at its end; negative for none
   */
  private record Row(List<String> cells, String link, boolean best, double bar) {}

  private final String caption;
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  /**
   * @param caption what it shows
   * @param columns their headings; the first is that of the rows' own headings
   */
  public HtmlTable(String caption, String... columns) {
    this.caption = caption;
    this.columns = List.of(columns);
  }

  /** Returns a row of a heading and numbers, or short texts. */
  public HtmlTable row(String heading, String... cells) {
    return row(heading, List.of(cells));
  }

  public HtmlTable row(String heading, List<String> cells) {
    return add(heading, cells, "", false, -1);
  }

  /**
   * Returns the row that is the best of all, if it is one, with a heading that leads to another
   * page.
   */
  HtmlTable row(String heading, List<String> cells, String link, boolean best) {
    return add(heading, cells, link, best, -1);
  }

  /**
   * Returns a row that ends with a bar.
   *
   * @param share of the whole width
   */
  public HtmlTable bar(String heading, List<String> cells, double share) {
    return add(heading, cells, "", false, Math.max(0, Math.min(1, share)));
  }

  private HtmlTable add(String heading, List<String> cells, String link, boolean best, double bar) {
    List<String> all = new ArrayList<>(List.of(heading));
    all.addAll(cells);
    rows.add(new Row(all, link, best, bar));
    return this;
  }

  String html() {
    StringBuilder html = new StringBuilder("<div class=\"wide\" tabindex=\"0\" role=\"region\"");
    html.append(" aria-label=\"").append(Html.text(caption)).append("\"><table><caption>");
    html.append(Html.text(caption)).append("</caption>\n<thead><tr>");
    for (int i = 0; i < columns.size(); i++) {
      cell(html, "th scope=\"col\"", i, columns.get(i)).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    rows.forEach(row -> row(html, row));
    return html.append("</tbody></table></div>\n").toString();
  }

  private void row(StringBuilder html, Row row) {
    html.append(row.best() ? "<tr class=\"best\">" : "<tr>").append("<th scope=\"row\">");
    String heading = Html.text(row.cells().get(0));
    html.append(
        row.link().isEmpty()
            ? heading
            : Text.format("<a href=\"%s\">%s</a>", Html.text(row.link()), heading));
    html.append(row.best() ? " <b>best</b></th>" : "</th>");
    for (int i = 1; i < row.cells().size(); i++) {
      cell(html, "td", i, row.cells().get(i)).append("</td>");
    }
    if (row.bar() >= 0) {
      html.append(
          Text.format(
              "<td class=\"bar\"><span style=\"width:%s%%\"></span></td>",
              Html.decimal(100 * row.bar(), 1)));
    }
    html.append("</tr>\n");
  }

  private StringBuilder cell(StringBuilder html, String element, int column, String text) {
    html.append('<').append(element).append(isOfNumbers(column) ? " class=\"n\">" : ">");
    return html.append(Html.text(text));
  }

  private boolean isOfNumbers(int column) {
    return column > 0
        && rows.stream()
            .filter(row -> column < row.cells().size())
            .allMatch(row -> NUMBER.matcher(row.cells().get(column)).matches());
  }
}
