package org.rnnlm.report;

import java.util.List;

/** A table, scrolled sideways by itself where the page is narrower. */
final class HtmlTable {
  private final StringBuilder html = new StringBuilder();

  /**
   * @param caption what it shows
   * @param columns their headings; the first is that of the rows' own headings
   */
  HtmlTable(String caption, String... columns) {
    html.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(Html.text(caption))
        .append("\"><table><caption>")
        .append(Html.text(caption))
        .append("</caption>\n<thead><tr>");
    for (String column : columns) {
      html.append("<th scope=\"col\">").append(Html.text(column)).append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
  }

  /** A row of a heading and numbers, or short texts. */
  HtmlTable row(String heading, String... cells) {
    return row(heading, List.of(cells));
  }

  HtmlTable row(String heading, List<String> cells) {
    html.append("<tr><th scope=\"row\">").append(Html.text(heading)).append("</th>");
    cells.forEach(cell -> html.append("<td>").append(Html.text(cell)).append("</td>"));
    html.append("</tr>\n");
    return this;
  }

  /**
   * A row of a heading, a text and a bar beside it.
   *
   * @param share of the whole width
   */
  HtmlTable bar(String heading, String cell, double share) {
    html.append("<tr><th scope=\"row\">")
        .append(Html.text(heading))
        .append("</th><td>")
        .append(Html.text(cell))
        .append("</td><td class=\"bar\"><span style=\"width:")
        .append(Html.decimal(Math.max(0, Math.min(100, 100 * share)), 1))
        .append("%\"></span></td></tr>\n");
    return this;
  }

  String html() {
    return html + "</tbody></table></div>\n";
  }
}
