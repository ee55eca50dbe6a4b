package org.rnnlm.prep.steps;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.rnnlm.report.Html;
import org.rnnlm.report.HtmlTable;
import org.rnnlm.report.KeyFigure;
import org.rnnlm.report.Page;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/** The report as a page for people: {@code report.html}. */
final class ReportPage {
  private static final Comparator<Map.Entry<String, Long>> MOST_FIRST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  static final String NAME = "report.html";

  private final PrepareReport report;
  private final Page page = new Page("A prepared corpus");

  private ReportPage(PrepareReport report) {
    this.report = report;
  }

  static String of(PrepareReport report) {
    return new ReportPage(report).html();
  }

  private String html() {
    page.lead(
        Text.format(
            "Sequences are %s. Articles are divided among the splits %s.",
            report.sequences(), report.division()));
    page.figures(figures());
    page.section("Splits");
    page.table(splits());
    page.section("Articles of the input");
    page.table(counts("What became of them", "articles", report.pages()));
    passedOver();
    page.section("Vocabulary");
    page.table(coverage());
    Split.inOrder(report.splits()).forEach(this::split);
    page.section("Examples");
    report.examples().forEach(this::examples);
    return page.html();
  }

  private List<KeyFigure> figures() {
    long tokens = report.splits().values().stream().mapToLong(split -> split.tokens()).sum();
    long articles = report.splits().values().stream().mapToLong(split -> split.articles()).sum();
    return List.of(
        new KeyFigure("articles in the splits", Html.number(articles)),
        new KeyFigure("tokens in the splits", Html.number(tokens)),
        new KeyFigure(
            "tokens in the vocabulary, beside the special ones", Html.number(report.vocabulary())));
  }

  private HtmlTable splits() {
    HtmlTable table =
        new HtmlTable(
            "What each split holds",
            "split",
            "articles",
            "characters",
            "tokens",
            "unknown",
            "sequences");
    Split.inOrder(report.splits())
        .forEach(
            (name, split) ->
                table.row(
                    name,
                    Html.number(split.articles()),
                    Html.number(split.characters()),
                    Html.number(split.tokens()),
                    Html.percent(split.unknownShare()),
                    Html.number(split.sequences())));
    return table;
  }

  private static HtmlTable counts(String caption, String unit, Map<String, Long> counts) {
    HtmlTable table = new HtmlTable(caption, "what", unit);
    counts.entrySet().stream()
        .sorted(MOST_FIRST)
        .forEach(entry -> table.row(entry.getKey(), Html.number(entry.getValue())));
    return table;
  }

  private void passedOver() {
    if (report.passedOver().isEmpty()) {
      return;
    }
    HtmlTable table =
        new HtmlTable("Passed over in the folders of the input", "what", "how many", "names");
    report
        .passedOver()
        .forEach(
            (reason, entries) ->
                table.row(reason, Html.number(entries.count()), entries.toString()));
    page.table(table);
  }

  private HtmlTable coverage() {
    HtmlTable table =
        new HtmlTable(
            "How much of the training split the most frequent tokens are", "tokens", "share", "");
    report
        .coverage()
        .forEach(
            (tokens, share) ->
                table.bar(
                    Html.number(Long.parseLong(tokens)), List.of(Html.percent(share)), share));
    return table;
  }

  private void split(String name, PrepareReport.SplitReport split) {
    String measured = split.leftOut().isEmpty() ? "articles" : "sentences";
    page.section(Text.format("Lengths of %s: %s", measured, name));
    long most = split.lengths().values().stream().mapToLong(Long::longValue).max().orElse(1);
    HtmlTable table = new HtmlTable("By their tokens", "fewer tokens than", measured, "");
    split
        .lengths()
        .forEach(
            (length, count) ->
                table.bar(
                    Html.number(Long.parseLong(length)),
                    List.of(Html.number(count)),
                    (double) count / Math.max(1, most)));
    page.table(table);
    if (!split.leftOut().isEmpty()) {
      page.table(counts("Sentences left out", "sentences", split.leftOut()));
    }
  }

  private void examples(String fate, List<String> titles) {
    page.details(fate);
    titles.forEach(page::paragraph);
    page.close("details");
  }
}
