package org.rnnlm.prep.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rnnlm.report.Html;
import org.rnnlm.report.HtmlTable;
import org.rnnlm.report.KeyFigure;
import org.rnnlm.report.Page;
import org.rnnlm.text.Text;

/** The report as a page for people: {@code report.html}. */
final class TableReportPage {
  static final String NAME = "report.html";

  private final TableReport report;
  private final Page page;

  private TableReportPage(TableReport report) {
    this.report = report;
    this.page = new Page("A table by " + report.command());
  }

  static String of(TableReport report) {
    return new TableReportPage(report).html();
  }

  private String html() {
    page.lead(
        Text.format(
            "%,d rows of the input gave %,d rows in %.0f seconds.",
            report.read(), report.written(), report.seconds()));
    page.figures(figures());
    perplexities();
    counts("What rows were taken for", "class", report.groups());
    counts("Rows without results", "reason", report.bad());
    examples();
    counts("Rows that were not written", "reason", report.leftOut());
    passedOver();
    return page.html();
  }

  private List<KeyFigure> figures() {
    List<KeyFigure> figures = new ArrayList<>();
    figures.add(new KeyFigure("rows", Html.number(report.read())));
    figures.add(new KeyFigure("rows without results", Html.number(report.badRows())));
    figures.add(new KeyFigure("tokens", Html.number(report.tokens())));
    figures.add(new KeyFigure("tokens unknown", Html.percent(report.unknownShare())));
    if (report.isScored()) {
      figures.add(new KeyFigure("perplexity of all", Text.format("%,.2f", report.perplexity())));
    }
    figures.add(
        new KeyFigure("tokens a second", Html.number(Math.round(report.tokensPerSecond()))));
    return figures;
  }

  private void perplexities() {
    if (!report.isScored()) {
      return;
    }
    page.section("Perplexities of the rows");
    HtmlTable quantiles =
        new HtmlTable("Which perplexity a share of the rows is not above", "share", "perplexity");
    report
        .quantiles()
        .forEach(
            (share, value) ->
                quantiles.row(
                    Html.percent(Double.parseDouble(share)), Text.format("%,.1f", value)));
    page.table(quantiles);
    bars("How many rows have which", "below", "rows", report.perplexities());
  }

  private void bars(String caption, String what, String unit, Map<String, Long> counts) {
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    HtmlTable table = new HtmlTable(caption, what, unit, "");
    counts.forEach(
        (name, count) ->
            table.bar(name, List.of(Html.number(count)), (double) count / Math.max(1, most)));
    page.table(table);
  }

  private void counts(String heading, String what, Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      page.section(heading);
      bars(heading, what, "rows", counts);
    }
  }

  private void examples() {
    report
        .examples()
        .forEach(
            (reason, places) -> {
              page.details(reason);
              places.forEach(page::paragraph);
              page.close("details");
            });
  }

  private void passedOver() {
    if (report.passedOver().isEmpty()) {
      return;
    }
    page.section("Passed over in the folders of the input");
    HtmlTable table = new HtmlTable("What was not read", "what", "how many", "names");
    report
        .passedOver()
        .forEach(
            (reason, entries) ->
                table.row(reason, Html.number(entries.count()), entries.toString()));
    page.table(table);
  }
}
