package org.rnnlm.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rnnlm.report.Charts.Chart;
import org.rnnlm.report.Charts.Kind;
import org.rnnlm.report.Charts.Series;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.EpochSamples.Sample;
import org.rnnlm.text.Text;

/** The page of a comparison: all its runs together. */
final class ComparisonPage {
  private static final int PERPLEXITY_COLUMN = 4;

  private final List<RunFiles> runs;
  private final Page page;

  private ComparisonPage(String name, List<RunFiles> runs) {
    this.runs = runs;
    this.page = new Page(name, charts(runs));
  }

  /**
   * @param runs those that have begun, in the comparison's order
   * @param lead how far it is
   */
  static String of(String name, String lead, List<RunFiles> runs) {
    return new ComparisonPage(name, runs).html(lead);
  }

  private String html(String lead) {
    page.lead(lead).section("Results");
    page.table(results());
    if (Arm.of(runs).stream().anyMatch(Arm::hasSpread)) {
      page.section("Means of the seeds");
      page.table(arms());
    }
    page.section("Curves");
    page.firstChart();
    page.otherCharts();
    page.section("Losses after each epoch");
    page.table(losses());
    if (runs.stream().anyMatch(run -> !run.texts().isEmpty())) {
      page.section("Samples side by side");
      samples();
    }
    page.section("What differs");
    page.table(differences());
    page.section("Models");
    for (RunFiles run : runs) {
      page.details(run.name()).table(ModelTable.of(run)).close("details");
    }
    return page.html();
  }

  private HtmlTable results() {
    List<String> measures = measures(runs);
    HtmlTable table =
        new HtmlTable(
            "Losses in " + (runs.isEmpty() ? "nats" : runs.get(0).lossUnit()),
            resultColumns(measures));
    double lowest =
        runs.stream()
            .mapToDouble(RunFiles::bestLoss)
            .filter(Double::isFinite)
            .min()
            .orElse(Double.NaN);
    for (RunFiles run : runs) {
      table.row(run.name(), results(run, measures), link(run), run.bestLoss() == lowest);
    }
    return table;
  }

  private HtmlTable arms() {
    HtmlTable table =
        new HtmlTable(
            "Best validation losses of runs that differ in the seed alone",
            "trial",
            "seeds",
            "mean",
            "spread (standard deviation)",
            "against the first",
            "core-seconds");
    List<Arm> arms = Arm.of(runs);
    for (Arm arm : arms) {
      table.row(
          arm.name(),
          String.valueOf(arm.runs().size()),
          Html.decimal(arm.meanLoss(), 4),
          Html.decimal(arm.spread(), 4),
          arm == arms.get(0) ? "–" : signed(arm.meanLoss() / arms.get(0).meanLoss() - 1),
          Html.decimal(arm.coreSeconds(), 0));
    }
    return table;
  }

  private String[] resultColumns(List<String> measures) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "run",
                "epochs",
                "best validation loss",
                "against the first",
                "parameters",
                "tokens",
                "minutes",
                "tokens/s",
                "core-seconds"));
    if (hasPerplexity(runs)) {
      columns.add(PERPLEXITY_COLUMN, "perplexity");
    }
    columns.addAll(measures);
    return columns.toArray(String[]::new);
  }

  /** Returns a run's cells, of which its name is none. */
  private List<String> results(RunFiles run, List<String> measures) {
    RunFiles first = runs.get(0);
    Optional<EpochMetrics> best = run.best();
    List<String> cells =
        new ArrayList<>(
            List.of(
                Text.format(
                    "%d of %s", run.epochs().size(), run.setting("train.epochs").orElse("?")),
                Html.decimal(run.bestLoss(), 4),
                run == first ? "–" : signed(run.bestLoss() / first.bestLoss() - 1),
                Html.number(run.parameters()),
                Html.number(Math.round(run.curve().tokens())),
                Html.decimal(run.seconds() / 60, 1),
                Html.decimal(run.tokensPerSecond(), 0),
                Html.decimal(run.coreSeconds(), 0)));
    if (hasPerplexity(runs)) {
      cells.add(PERPLEXITY_COLUMN - 1, Html.decimal(Math.exp(run.bestLoss()), 3));
    }
    measures.forEach(
        name ->
            cells.add(Html.decimal(best.map(epoch -> epoch.measure(name)).orElse(Double.NaN), 4)));
    return cells;
  }

  /** Leads to a run's own page, which is beside this one. */
  private static String link(RunFiles run) {
    String folder = URLEncoder.encode(run.name(), StandardCharsets.UTF_8).replace("+", "%20");
    return folder + "/" + Reports.FILE;
  }

  private static String signed(double share) {
    return Double.isFinite(share) ? (share < 0 ? "" : "+") + Html.percent(share) : "–";
  }

  /** Texts have classes, and no perplexity. */
  private static boolean hasPerplexity(List<RunFiles> runs) {
    return runs.isEmpty() || !runs.stream().allMatch(RunFiles::classifies);
  }

  private static List<String> measures(List<RunFiles> runs) {
    TreeSet<String> names = new TreeSet<>();
    runs.forEach(run -> names.addAll(run.measures()));
    return List.copyOf(names);
  }

  private static Charts charts(List<RunFiles> runs) {
    Charts charts = new Charts();
    for (int i = 0; i < runs.size(); i++) {
      RunFiles run = runs.get(i);
      charts.table("rounds" + i, run.curve().columns(run.epochTokens()));
      charts.table("epochs" + i, run.epochColumns());
    }
    charts.add(chart(runs, true, "Validation loss", "nats", "epochs", "validLoss"));
    if (hasPerplexity(runs)) {
      charts.add(
          chart(
              runs,
              true,
              "Validation perplexity",
              "after each epoch",
              "epochs",
              "validPerplexity"));
    }
    charts.add(
        chart(runs, true, "Training loss", "nats, mean of each epoch", "epochs", "trainLoss"));
    charts.add(chart(runs, true, "Training loss by round", "nats", "rounds", "loss"));
    charts.add(
        chart(
            runs, false, "Throughput", "tokens a second, each round", "rounds", "tokensPerSecond"));
    ArmCharts.add(Arm.of(runs), charts);
    for (String measure : measures(runs)) {
      charts.add(chart(runs, false, measure, "after each epoch", "epochs", measure));
    }
    return charts;
  }

  /** Returns one column of all runs that have it. */
  private static Chart chart(
      List<RunFiles> runs, boolean loss, String title, String unit, String table, String column) {
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      RunFiles run = runs.get(i);
      if (!table.equals("epochs") || run.epochColumns().has(column)) {
        series.add(new Series(run.name(), table + i, column));
      }
    }
    return new Chart(title, unit, Kind.LINES, loss, series);
  }

  private HtmlTable losses() {
    int epochs = runs.stream().mapToInt(run -> run.epochs().size()).max().orElse(0);
    List<String> columns = new ArrayList<>(List.of("run"));
    for (int epoch = 1; epoch <= epochs; epoch++) {
      columns.add("epoch " + epoch);
    }
    HtmlTable table = new HtmlTable("Validation loss, nats", columns.toArray(String[]::new));
    for (RunFiles run : runs) {
      table.row(
          run.name(),
          run.epochs().stream().map(epoch -> Html.decimal(epoch.validLoss(), 4)).toList());
    }
    return table;
  }

  /** Each run's newest texts, beside each other. */
  private void samples() {
    page.html("<div class=\"samples\">\n");
    for (RunFiles run : runs) {
      if (run.texts().isEmpty()) {
        continue;
      }
      EpochSamples newest = run.texts().get(run.texts().size() - 1);
      page.add("<section><h3>%s, after epoch %s</h3>\n", run.name(), "" + newest.epoch());
      for (Sample sample : newest.samples()) {
        if (sample.drawn()) {
          page.add("<p>temperature %s</p>\n", "" + sample.temperature());
        }
        page.preformatted(sample.text());
      }
      page.close("section");
    }
    page.close("div");
  }

  /** Returns the settings that are not the same in all runs. */
  private HtmlTable differences() {
    TreeMap<String, TreeSet<String>> values = new TreeMap<>();
    for (RunFiles run : runs) {
      run.settings()
          .forEach(
              setting ->
                  values
                      .computeIfAbsent(
                          setting.key(), key -> new TreeSet<>(Comparator.naturalOrder()))
                      .add(setting.value()));
    }
    values.values().removeIf(all -> all.size() < 2);
    List<String> columns = new ArrayList<>(List.of("run"));
    columns.addAll(values.keySet());
    HtmlTable table = new HtmlTable("Settings", columns.toArray(String[]::new));
    for (RunFiles run : runs) {
      table.row(
          run.name(),
          values.keySet().stream()
              .map(key -> run.setting(key).map(Text::unquoted).orElse("–"))
              .toList());
    }
    return table;
  }
}
