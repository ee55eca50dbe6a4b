package org.rnnlm.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.rnnlm.text.Text;

/**
 * A self-contained page that grows part by part: styles and scripts are in it, and its policy lets
 * a browser load nothing else. All texts given are escaped here, but for those called html.
 */
public final class Page {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final Charts charts;

  /** Returns a page without charts. */
  public Page(String title) {
    this(title, new Charts());
  }

  /**
   * @param charts that its figures are of
   */
  Page(String title, Charts charts) {
    this.title = title;
    this.charts = charts;
    add("<header><h1>%s</h1>\n", title);
  }

  /** Returns the end of the header, a line below the title. */
  public Page lead(String text) {
    return add("<p class=\"lead\">%s</p></header>\n<main>\n", text);
  }

  public Page section(String heading) {
    return add("<h2>%s</h2>\n", heading);
  }

  public Page subsection(String heading) {
    return add("<h3>%s</h3>\n", heading);
  }

  public Page paragraph(String text) {
    return add("<p>%s</p>\n", text);
  }

  Page preformatted(String text) {
    return add("<pre>%s</pre>\n", text);
  }

  /** Returns what can be opened and closed; {@link #close} ends it. */
  public Page details(String summary) {
    return add("<details><summary>%s</summary>\n", summary);
  }

  /** Ends an element. */
  public Page close(String element) {
    body.append("</").append(element).append(">\n");
    return this;
  }

  /** Returns a figure that stands out, in a row of them. */
  public Page figures(List<KeyFigure> figures) {
    body.append("<dl class=\"figures\">\n");
    figures.forEach(
        figure -> add("<div><dt>%s</dt><dd>%s</dd></div>\n", figure.name(), figure.value()));
    return close("dl");
  }

  public Page table(HtmlTable table) {
    body.append(table.html());
    return this;
  }

  Page html(String html) {
    body.append(html);
    return this;
  }

  /** Returns the chart that a reader asks for first. */
  Page firstChart() {
    return html(charts.first());
  }

  Page otherCharts() {
    return html(charts.others());
  }

  /** HTML with texts in it, each escaped. */
  Page add(String html, String... texts) {
    Object[] escaped = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      escaped[i] = Html.text(texts[i]);
    }
    body.append(Text.format(html, escaped));
    return this;
  }

  /** Returns the whole page. */
  public String html() {
    return Text.format(
            """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <link rel="icon" href="data:,">
        """,
            POLICY, Html.text(title))
        + "<style>\n"
        + (charts.isEmpty() ? "" : resource(UPLOT + "dist/uPlot.min.css"))
        + resource("/org/rnnlm/report/report.css")
        + "</style>\n</head>\n<body>\n"
        + body
        + "</main>\n"
        + (charts.isEmpty() ? "" : scripts())
        + "</body>\n</html>\n";
  }

  private String scripts() {
    return "<script type=\"application/json\" id=\"charts\">"
        + Html.json(charts.json())
        + "</script>\n<script>\n/* uPlot, MIT licence, Copyright (c) Leon Sorokin */\n"
        + resource(UPLOT + "dist/uPlot.iife.min.js")
        + "</script>\n<script>\n"
        + resource("/org/rnnlm/report/report.js")
        + "</script>\n";
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
