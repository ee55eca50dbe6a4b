package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnlm.text.Text;

/** The page of one run. */
final class RunPage {
  private final RunFiles run;
  private final Page page;

  private RunPage(RunFiles run) {
    this.run = run;
    this.page = new Page(run.name(), RunCharts.of(run));
  }

  static String of(RunFiles run) {
    return new RunPage(run).html();
  }

  private String html() {
    page.lead(lead(run)).figures(figures()).section("Curves");
    page.charts();
    epochs();
    time();
    page.section("Samples");
    page.html(SampleHtml.of(run.texts()));
    page.section("Model");
    page.table(ModelTable.of(run));
    data();
    faults();
    page.section("Settings");
    settings();
    return page.html();
  }

  /** {@code epoch 3 of 5; as of 2026-11-24 23:50 UTC}. */
  static String lead(RunFiles run) {
    return Text.format(
        "%d of %s epochs done, %s rounds; as of %s UTC",
        run.epochs().size(),
        run.setting("train.epochs").orElse("its"),
        Html.number(run.curve().rounds()),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[TZ]", " ").strip());
  }

  private List<KeyFigure> figures() {
    Optional<Epoch> best = run.best();
    List<KeyFigure> figures = new ArrayList<>();
    best.ifPresent(
        epoch -> {
          figures.add(
              new KeyFigure(
                  "best validation loss, nats, after epoch " + epoch.epoch(),
                  Html.decimal(epoch.validLoss(), 4)));
          figures.add(new KeyFigure("its perplexity", Html.decimal(epoch.validPerplexity(), 3)));
        });
    figures.add(new KeyFigure("tokens trained", Html.number(Math.round(run.curve().tokens()))));
    figures.add(new KeyFigure("training", Html.duration(run.seconds())));
    figures.add(new KeyFigure("tokens a second", Html.decimal(run.tokensPerSecond(), 0)));
    figures.add(new KeyFigure("parameters", Html.number(run.parameters())));
    return figures;
  }

  private void epochs() {
    page.section("Epochs");
    List<String> columns =
        new ArrayList<>(
            List.of(
                "epoch", "training loss", "validation loss", "perplexity", "tokens", "minutes"));
    columns.addAll(run.measures());
    HtmlTable table = new HtmlTable("Losses in nats", columns.toArray(String[]::new));
    for (Epoch epoch : run.epochs()) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  Html.decimal(epoch.trainLoss(), 4),
                  Html.decimal(epoch.validLoss(), 4),
                  Html.decimal(epoch.validPerplexity(), 3),
                  Html.number(epoch.tokens()),
                  Html.decimal(epoch.seconds() / 60, 1)));
      run.measures().forEach(name -> cells.add(Html.decimal(epoch.measure(name), 4)));
      table.row(String.valueOf(epoch.epoch()), cells);
    }
    page.table(table);
    run.best().ifPresent(best -> best.confusion().forEach(this::confusion));
  }

  private void confusion(String split, JsonNode counts) {
    List<String> columns = new ArrayList<>(List.of("is class"));
    for (int i = 0; i < counts.size(); i++) {
      columns.add("taken for " + i);
    }
    HtmlTable table =
        new HtmlTable("Confusion, " + split + ", best epoch", columns.toArray(String[]::new));
    for (int i = 0; i < counts.size(); i++) {
      List<String> cells = new ArrayList<>();
      counts.get(i).forEach(count -> cells.add(Html.number(count.longValue())));
      table.row(String.valueOf(i), cells);
    }
    page.table(table);
  }

  private void time() {
    double all = run.curve().seconds();
    if (all <= 0) {
      return;
    }
    page.section("Where the time went");
    HtmlTable table =
        new HtmlTable("Time by part, as a clock on the wall shows it", "part", "time", "share", "");
    for (int i = 0; i < Rounds.PARTS.size(); i++) {
      double seconds = run.curve().seconds(i);
      table.bar(
          PARTS.getOrDefault(Rounds.PARTS.get(i), Rounds.PARTS.get(i)),
          List.of(Html.duration(seconds), Html.percent(seconds / all)),
          seconds / all);
    }
    page.table(table);
  }

  /** What the parts of a round's time are called. */
  static final Map<String, String> PARTS =
      Map.of(
          "train", "training",
          "read", "reading sequences",
          "start", "making networks",
          "broadcast", "broadcasting",
          "aggregate", "averaging and waiting");

  private void data() {
    JsonNode description = run.description();
    if (description.isMissingNode()) {
      return;
    }
    page.section("Data");
    page.paragraph(
        Text.format(
            "%s; %s; %s tokens in the vocabulary.",
            description.path("data").asText(),
            description.path("sequences").asText(),
            Html.number(description.path("vocabulary").longValue())));
    HtmlTable splits =
        new HtmlTable(
            "Splits",
            "split",
            "articles",
            "characters",
            "predicted tokens",
            "unknown",
            "sequences");
    description
        .path("splits")
        .fields()
        .forEachRemaining(
            split ->
                splits.row(
                    split.getKey(),
                    Html.number(split.getValue().path("articles").longValue()),
                    Html.number(split.getValue().path("characters").longValue()),
                    Html.number(split.getValue().path("targets").longValue()),
                    Html.number(split.getValue().path("unknown").longValue()),
                    Html.number(split.getValue().path("sequences").longValue())));
    page.table(splits);
    counts("What became of the input's articles", "articles", description.path("pages"));
    counts("Sequences left out", "sequences", description.path("leftOut"));
    coverage(description.path("preparation").path("coverage"));
  }

  private void counts(String caption, String unit, JsonNode counts) {
    if (counts.isEmpty()) {
      return;
    }
    HtmlTable table = new HtmlTable(caption, "what", unit);
    counts
        .fields()
        .forEachRemaining(
            count -> table.row(count.getKey(), Html.number(count.getValue().longValue())));
    page.table(table);
  }

  private void coverage(JsonNode coverage) {
    if (coverage.isEmpty()) {
      return;
    }
    HtmlTable table =
        new HtmlTable(
            "How much of the training split the most frequent tokens are", "tokens", "share", "");
    coverage
        .fields()
        .forEachRemaining(
            field ->
                table.bar(
                    field.getKey(),
                    List.of(Html.percent(field.getValue().doubleValue())),
                    field.getValue().doubleValue()));
    page.table(table);
  }

  private void faults() {
    page.section("Faults survived");
    FaultTotals faults = run.curve().faults();
    if (faults.none()) {
      page.paragraph("None: no task failed, no executor was lost.");
      return;
    }
    HtmlTable table = new HtmlTable("None of them changed what was trained", "fault", "how often");
    faults
        .counts()
        .forEach((name, count) -> table.row(FaultTotals.words(name), Html.number(count)));
    page.table(table);
  }

  private void settings() {
    HtmlTable changed = new HtmlTable("Not as the reference has them", "key", "value", "default");
    run.settings().stream()
        .filter(SettingRow::changed)
        .forEach(setting -> changed.row(setting.key(), setting.value(), setting.reference()));
    page.table(changed);
    HtmlTable others = new HtmlTable("As the reference has them", "key", "value");
    run.settings().stream()
        .filter(setting -> !setting.changed())
        .forEach(setting -> others.row(setting.key(), setting.value()));
    page.details("All other settings").table(others).close("details");
  }
}
