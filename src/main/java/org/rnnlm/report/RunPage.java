package org.rnnlm.report;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnlm.run.Confusion;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.Faults;
import org.rnnlm.run.Lineage;
import org.rnnlm.run.RoundPart;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.RunDescription;
import org.rnnlm.shard.Split;
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
    page.lead(lead(run)).figures(figures()).section("Loss");
    page.firstChart();
    epochs();
    page.section("Samples");
    page.html(SampleHtml.of(run.texts()));
    page.section("Other curves");
    page.otherCharts();
    time();
    page.section("Model");
    page.table(ModelTable.of(run));
    data();
    faults();
    page.section("Settings");
    settings();
    run.description().map(RunDescription::from).ifPresent(this::lineage);
    run.description().map(RunDescription::origin).ifPresent(this::origin);
    return page.html();
  }

  private void lineage(List<Lineage> from) {
    for (Lineage lineage : from) {
      page.section("What it began from");
      page.paragraph(lineage.checkpoint());
      page.paragraph("SHA-256 of its manifest: " + lineage.sha256());
      page.paragraph("Taken: " + lineage.taken() + ".");
      page.paragraph(lineage.matched() + ".");
    }
  }

  private void origin(RunDescription.Origin origin) {
    if (origin.command().isEmpty()) {
      return;
    }
    page.section("How it was started");
    page.preformatted(origin.command());
    page.paragraph(origin.version());
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
    Optional<EpochMetrics> best = run.best();
    List<KeyFigure> figures = new ArrayList<>();
    best.ifPresent(epoch -> figures.addAll(best(epoch)));
    figures.add(new KeyFigure("tokens trained", Html.number(Math.round(run.curve().tokens()))));
    figures.add(new KeyFigure("training", Html.duration(run.seconds())));
    figures.add(new KeyFigure("tokens a second", Html.decimal(run.tokensPerSecond(), 0)));
    figures.add(new KeyFigure("parameters", Html.number(run.parameters())));
    return figures;
  }

  private List<KeyFigure> best(EpochMetrics epoch) {
    List<KeyFigure> figures = new ArrayList<>();
    figures.add(
        new KeyFigure(
            Text.format("best validation loss, %s; %s", place(epoch), run.lossUnit()),
            Html.decimal(run.bestLoss(), 4)));
    run.floor()
        .ifPresent(
            floor ->
                figures.add(
                    new KeyFigure(
                        "above the floor of "
                            + Html.decimal(floor, 4)
                            + ", which no model can beat",
                        Html.percent(run.bestLoss() / floor - 1))));
    if (run.classifies()) {
      figures.add(
          new KeyFigure(
              Text.format("accuracy after epoch %d", epoch.epoch()),
              Html.percent(epoch.measure("valid-accuracy"))));
    } else {
      figures.add(new KeyFigure("its perplexity", Html.decimal(Math.exp(run.bestLoss()), 3)));
    }
    return figures;
  }

  private String place(EpochMetrics best) {
    return run.bestWithin()
        .map(
            validation ->
                Text.format(
                    "within an epoch, after round %d and %s tokens",
                    validation.round(), Html.number(validation.tokens())))
        .orElseGet(() -> Text.format("after epoch %d", best.epoch()));
  }

  private void epochs() {
    page.section("Epochs");
    List<String> columns =
        new ArrayList<>(List.of("epoch", "training loss", "validation loss", "tokens", "minutes"));
    if (!run.classifies()) {
      columns.add("perplexity");
    }
    columns.addAll(run.measures());
    int bestEpoch = run.best().map(EpochMetrics::epoch).orElse(0);
    HtmlTable table = new HtmlTable("Losses in " + run.lossUnit(), columns.toArray(String[]::new));
    for (EpochMetrics epoch : run.epochs()) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  Html.decimal(epoch.trainLoss(), 4),
                  Html.decimal(epoch.validLoss(), 4),
                  Html.number(epoch.tokens()),
                  Html.decimal(epoch.seconds() / 60, 1)));
      if (!run.classifies()) {
        cells.add(Html.decimal(epoch.validPerplexity(), 3));
      }
      run.measures().forEach(name -> cells.add(Html.decimal(epoch.measure(name), 4)));
      table.row(String.valueOf(epoch.epoch()), cells, "", epoch.epoch() == bestEpoch);
    }
    page.table(table);
    run.best().ifPresent(best -> best.confusion().forEach(this::confusion));
  }

  private void confusion(String split, Confusion confusion) {
    List<List<Long>> counts = confusion.counts();
    List<String> columns = new ArrayList<>(List.of("is class"));
    for (int i = 0; i < counts.size(); i++) {
      columns.add("taken for " + i);
    }
    HtmlTable table =
        new HtmlTable("Confusion, " + split + ", best epoch", columns.toArray(String[]::new));
    for (int i = 0; i < counts.size(); i++) {
      List<String> cells = new ArrayList<>();
      counts.get(i).forEach(count -> cells.add(Html.number(count)));
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
    RoundTime time = run.curve().time();
    for (RoundPart part : RoundPart.values()) {
      share(table, part.title(), time.of(part), all);
    }
    double unknown = all - time.total();
    if (unknown > 0.0005 * all) { // rounds of earlier versions, which tell no parts
      share(table, "not known", unknown, all);
    }
    page.table(table);
    bytes(run.curve());
  }

  private void bytes(RoundCurve curve) {
    if (curve.telling() == 0) {
      return; // of an earlier version, or of DL4J's averaging
    }
    page.paragraph(
        Text.format(
            "In a round workers sent %s bytes all together for their mean, and stored %s bytes of"
                + " what each keeps for itself.",
            Html.number(curve.sentBytesARound()), Html.number(curve.keptBytesARound())));
  }

  private static void share(HtmlTable table, String part, double seconds, double all) {
    table.bar(part, List.of(Html.duration(seconds), Html.percent(seconds / all)), seconds / all);
  }

  private void data() {
    run.description().ifPresent(this::data);
  }

  private void data(RunDescription description) {
    page.section("Data");
    page.paragraph(
        Text.format(
            "%s; %s%s; %s tokens in the vocabulary.",
            description.data(),
            description.sequences(),
            description.tokens().isEmpty() ? "" : " of " + description.tokens(),
            Html.number(description.vocabulary())));
    HtmlTable splits =
        new HtmlTable(
            "Splits",
            "split",
            "articles",
            "characters",
            "predicted tokens",
            "unknown",
            "sequences");
    Split.inOrder(description.splits())
        .forEach(
            (name, split) ->
                splits.row(
                    name,
                    Html.number(split.articles()),
                    Html.number(split.characters()),
                    Html.number(split.targets()),
                    Html.percent(split.unknownShare()),
                    Html.number(split.sequences())));
    page.table(splits);
    counts("What became of the input's articles", "articles", description.pages());
    counts("Sequences left out", "sequences", description.leftOut());
    classWeights(description.classWeights());
    coverage(description.preparation().coverage());
  }

  private void classWeights(Map<String, Double> weights) {
    if (weights.isEmpty()) {
      return;
    }
    HtmlTable table = new HtmlTable("How much classes count in training", "class", "weight");
    weights.forEach((name, weight) -> table.row(name, Text.format("%.4g", weight)));
    page.table(table);
  }

  private void counts(String caption, String unit, Map<String, Long> counts) {
    if (counts.isEmpty()) {
      return;
    }
    HtmlTable table = new HtmlTable(caption, "what", unit);
    counts.forEach((what, count) -> table.row(what, Html.number(count)));
    page.table(table);
  }

  private void coverage(Map<Integer, Double> coverage) {
    if (coverage.isEmpty()) {
      return;
    }
    HtmlTable table =
        new HtmlTable(
            "How much of the training split the most frequent tokens are", "tokens", "share", "");
    coverage.forEach(
        (tokens, share) -> table.bar(Html.number(tokens), List.of(Html.percent(share)), share));
    page.table(table);
  }

  private void faults() {
    page.section("Faults survived");
    Faults faults = run.curve().faults();
    if (faults.none()) {
      page.paragraph("None: no task failed, no executor was lost.");
      return;
    }
    HtmlTable table = new HtmlTable("None of them changed what was trained", "fault", "how often");
    table.row("lost executors", Html.number(faults.lostExecutors()));
    table.row("failed tasks", Html.number(faults.failedTasks()));
    table.row("repeated tasks", Html.number(faults.repeatedTasks()));
    table.row("speculative tasks", Html.number(faults.speculativeTasks()));
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
