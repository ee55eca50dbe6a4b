package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.report.Html;
import org.rnnlm.text.Text;

/** The report as a page for people: {@code report.html}. */
final class ReportPage {

  static final String NAME = "report.html";

  private static final String STYLE =
      "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
          + "table{border-collapse:collapse}td,th{padding:.2em .8em;border-bottom:1px solid #ccc;"
          + "text-align:left}td.n{text-align:right}";

  private final StringBuilder html = new StringBuilder();

  private ReportPage() {}

  static String of(PrepareReport report) {
    return new ReportPage().page(report);
  }

  private String page(PrepareReport report) {
    html.append("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">");
    html.append("<title>A prepared corpus</title><style>").append(STYLE).append("</style>\n");
    html.append("<h1>A prepared corpus</h1>\n");
    splits(report);
    counts("Articles of the input", List.of("what became of them", "articles"), report.pages());
    passedOver(report);
    html.append("<h2>Vocabulary</h2>\n<p>")
        .append(Html.number(report.vocabulary()))
        .append(" tokens are known.</p>\n");
    table(List.of("the most frequent", "share of the training split's tokens"));
    report
        .coverage()
        .forEach((tokens, share) -> row(Html.number(Long.parseLong(tokens)), Html.percent(share)));
    html.append("</table>\n");
    report.splits().forEach(this::split);
    html.append("<h2>Examples</h2>\n");
    report.examples().forEach(this::examples);
    return html.append("</html>\n").toString();
  }

  private void splits(PrepareReport report) {
    table(List.of("split", "articles", "characters", "tokens", "unknown", "sequences"));
    report
        .splits()
        .forEach(
            (name, split) ->
                row(
                    name,
                    Html.number(split.articles()),
                    Html.number(split.characters()),
                    Html.number(split.tokens()),
                    Html.percent(split.unknownShare()),
                    Html.number(split.sequences())));
    html.append("</table>\n<p>Sequences are ")
        .append(Html.text(report.sequences()))
        .append(". Articles are divided among the splits ")
        .append(Html.text(report.division()))
        .append(".</p>\n");
  }

  private void counts(String title, List<String> columns, Map<String, Long> counts) {
    html.append("<h2>").append(Html.text(title)).append("</h2>\n");
    table(columns);
    new TreeMap<>(counts).forEach((name, count) -> row(name, Html.number(count)));
    html.append("</table>\n");
  }

  private void passedOver(PrepareReport report) {
    if (report.passedOver().isEmpty()) {
      return;
    }
    html.append("<h2>Passed over in the folders of the input</h2>\n");
    table(List.of("what", "how many", "names"));
    report
        .passedOver()
        .forEach(
            (reason, entries) ->
                row(reason, Html.number(entries.count()), Html.text(entries.toString())));
    html.append("</table>\n");
  }

  private void split(String name, PrepareReport.SplitReport split) {
    String measured = split.leftOut().isEmpty() ? "articles" : "sentences";
    html.append(Text.format("<h2>Lengths of %s: %s</h2>\n", measured, Html.text(name)));
    table(List.of("fewer tokens than", measured));
    split
        .lengths()
        .forEach((length, count) -> row(Html.number(Long.parseLong(length)), Html.number(count)));
    html.append("</table>\n");
    if (!split.leftOut().isEmpty()) {
      counts("Sentences left out: " + name, List.of("why", "sentences"), split.leftOut());
    }
  }

  private void examples(String fate, List<String> pages) {
    html.append("<h3>").append(Html.text(fate)).append("</h3>\n<ul>\n");
    pages.forEach(page -> html.append("<li>").append(Html.text(page)).append("</li>\n"));
    html.append("</ul>\n");
  }

  private void table(List<String> columns) {
    html.append("<table>\n<tr>");
    columns.forEach(column -> html.append("<th>").append(Html.text(column)).append("</th>"));
    html.append("</tr>\n");
  }

  private void row(String name, String... numbers) {
    html.append("<tr><td>").append(Html.text(name)).append("</td>");
    for (String number : numbers) {
      html.append("<td class=\"n\">").append(number).append("</td>");
    }
    html.append("</tr>\n");
  }
}
