package org.rnnlm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.run.Faults;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundPart;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.WorkerSpread;

/** What a report reads of a run's folder. */
class ReportFilesTest {
  private static final RoundMetrics EARLIER =
      new RoundMetrics(
          1,
          1,
          10,
          2,
          7.4,
          0,
          0,
          GradientNorms.NONE,
          1,
          RoundTime.NONE,
          10,
          WorkerSpread.UNKNOWN,
          0,
          0,
          0,
          0,
          0,
          0);

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();

  private RunFiles read(SampleRun run) {
    return RunFiles.read(run.folder(), run.settings(), RunFiles.epochs(run.folder(), told::add));
  }

  @Test
  void aRunThatHasOnlyBegunHasAPage() {
    SampleRun run = SampleRun.create(folder.resolve("new"));
    Reports.writeRun(run.folder(), run.settings(), told::add);
    assertThat(run.folder().readText(Reports.FILE)).contains("0 of 4 epochs done", "</html>");
    assertThat(run.folder().files()).containsExactly(Reports.FILE);
  }

  @Test
  void aRunThatIsJustBeingBegunIsNotOfTheComparisonYet() {
    Folder all = SampleRun.create(folder).folder();
    SampleRun begun = SampleRun.create(folder.resolve("begun")).described();
    all.child("cut").write("settings.conf.new", "model {");
    Reports.Comparison report =
        new Reports.Comparison(
            all,
            run -> {
              assertThat(run.name()).as("run that is read").isEqualTo("begun");
              return begun.settings();
            },
            told::add);
    report.write(List.of("begun", "cut", "not-yet"));
    assertThat(all.readText(Reports.FILE)).contains("1 of 3 runs begun");
  }

  @Test
  void whatAFolderTellsIsRead() {
    RunFiles run = read(SampleRun.whole(folder));
    assertThat(run.parameters()).isEqualTo(12_345);
    assertThat(run.curve().rounds()).isEqualTo(90);
    assertThat(run.curve().faults()).isEqualTo(new Faults(0, 0, 0, 2));
    assertThat(run.best().orElseThrow().epoch()).isEqualTo(3);
    assertThat(run.measures()).containsExactly("top-five", "train-accuracy", "valid-accuracy");
    assertThat(run.epochColumns().column("valid-accuracy")[1]).isEqualTo(0.7, within(1e-9));
    assertThat(run.tokensPerSecond()).isEqualTo(100, within(1e-9));
    assertThat(run.curve().columns(run.epochTokens()).column("epochs")[89]).isEqualTo(3);
  }

  @Test
  void everyPartOfTheRoundsTimeIsShownAndTheSharesMakeTheWhole() {
    RunFiles run = read(SampleRun.whole(folder));
    assertThat(run.curve().time().waiting()).isEqualTo(90 * 0.25);
    assertThat(run.curve().time().total()).isEqualTo(run.curve().seconds());
    Columns columns = run.curve().columns(run.epochTokens());
    double shares =
        Arrays.stream(RoundPart.values())
            .mapToDouble(part -> columns.column(RoundCurve.column(part))[0])
            .sum();
    assertThat(shares).isEqualTo(1);
    assertThat(RunPage.of(run)).contains("waiting for the slowest worker</th><td>23 s</td>");
  }

  @Test
  void aLongRunIsFewPointsThatLoseNothing() {
    List<RoundMetrics> lines = new ArrayList<>();
    for (int i = 1; i <= 1001; i++) {
      RoundTime time = new RoundTime(0, 0, 0, 1.5, 0.25, 0, 0.25);
      GradientNorms norms = new GradientNorms(4, i, 2 * i, i % 3 == 0 ? 0.75 : 0);
      WorkerSpread workers = new WorkerSpread(i - 1, i + 1, 1, 2);
      int told = i == 1 ? 0 : 8; // the first round is of an earlier version
      lines.add(
          new RoundMetrics(
              i, 1, 10 * i, i, 1, 0.1, 0, norms, 2, time, 5, workers, 1, 0, 0, 0, 5 * told, told));
    }
    RoundCurve curve = RoundCurve.of(lines);
    assertThat(curve.rounds()).isEqualTo(1001);
    assertThat(curve.points()).hasSize(334);
    assertThat(curve.points().get(0))
        .isEqualTo(
            new Rounds(
                30,
                30,
                2,
                0.1,
                Double.NaN,
                new GradientNorms(12, 2, 6, 0.25),
                6,
                6,
                new RoundTime(0, 0, 0, 4.5, 0.75, 0, 0.75),
                new WorkerSpread(0, 4, 1, 2),
                80,
                16));
    assertThat(curve.seconds()).isEqualTo(2002);
    assertThat(curve.sentBytesARound()).isEqualTo(40);
    assertThat(curve.keptBytesARound()).isEqualTo(8);
    assertThat(curve.tokens()).isEqualTo(10_010);
    assertThat(curve.faults()).isEqualTo(new Faults(1001, 0, 0, 0));
  }

  @Test
  void validationsWithinEpochsStandBesideTheLosses() {
    RunFiles run = read(SampleRun.whole(folder));
    assertThat(run.curve().validations(1).column("validLoss")).containsExactly(1.9);
    assertThat(run.curve().validations(1).column(Columns.TOKENS))
        .containsExactly(run.curve().columns(1).column(Columns.TOKENS)[9]);
    assertThat(RunPage.of(run)).contains("validation, within epochs");
  }

  @Test
  void normsOfGradientsAndTheShareOfClippedStepsHaveChartsThatNameTheLimit() {
    RunFiles run = read(SampleRun.whole(folder));
    assertThat(run.curve().columns(1).column("clipped")[0]).isEqualTo(0.5);
    assertThat(run.curve().columns(1).column("largestNorm")[89]).isEqualTo(2.0 / 90);
    String page = RunPage.of(run);
    assertThat(page).contains("<h3>Gradient norm</h3>", "<h3>Clipped steps</h3>");
  }

  @Test
  void linesOfEarlierVersionsTellNothingOfWorkersAndGradients() {
    RoundCurve curve = RoundCurve.of(List.of(EARLIER, EARLIER));
    assertThat(curve.hasSpread()).isFalse();
    assertThat(curve.columns(10).has("leastLoss")).isFalse();
    assertThat(curve.hasGradients()).isFalse();
    assertThat(curve.hasValidations()).isFalse();
    assertThat(curve.columns(10).has("meanNorm")).isFalse();
  }

  @Test
  void timeWhosePartsEarlierVersionsDoNotTellIsShownAsSuch() {
    SampleRun run = SampleRun.create(folder.resolve("earlier"));
    MetricsLog log = MetricsLog.open(run.folder(), 0);
    log.add(EARLIER);
    log.write();
    assertThat(RunPage.of(read(run)))
        .contains("not known</th><td>1 s</td><td class=\"n\">100.00 %");
  }

  @Test
  void jsonInAScriptElementCannotEndIt() {
    JsonNode json = Json.tree("{\"a\":\"</script><!--<script>&\"}", "here");
    assertThat(Html.json(json)).doesNotContain("<", ">", "&");
    assertThat(Json.tree(Html.json(json), "there")).isEqualTo(json);
  }

  @Test
  void whatAPersonAsksFirstStandsFirstAndTheBestEpochIsMarked() {
    SampleRun run =
        SampleRun.create(folder.resolve("words")).described().rounds(90).epochs(3).texts(3);
    String page = RunPage.of(read(run));
    assertThat(page)
        .containsSubsequence(
            "above the floor",
            "<h2>Loss</h2>",
            "data-chart=\"0\"",
            "<tr class=\"best\"><th scope=\"row\">3 <b>best</b>",
            "<h2>Samples</h2>",
            "<h2>Other curves</h2>",
            "<h2>How it was started</h2>",
            "rnnlm 0");
    assertThat(page).contains("floor: no model can do better", "nats per text");
  }

  @Test
  void aComparisonLeadsToItsRunsAndMarksTheBest() {
    RunFiles one = read(SampleRun.create(folder.resolve("a b")).described().rounds(30).epochs(1));
    RunFiles two = read(SampleRun.create(folder.resolve("c")).described().rounds(90).epochs(3));
    assertThat(ComparisonPage.of("both", "lead", List.of(one, two)))
        .contains(
            "<tr><th scope=\"row\"><a href=\"a%20b/report.html\">a b</a></th>",
            "<tr class=\"best\"><th scope=\"row\"><a href=\"c/report.html\">c</a>"
                + " <b>best</b></th>");
  }

  @Test
  void aComparisonWithoutSamplesHasNoHeadingForThem() {
    RunFiles run = read(SampleRun.create(folder.resolve("none")).described().rounds(30));
    assertThat(ComparisonPage.of("none", "lead", List.of(run)))
        .contains("What differs")
        .doesNotContain("Samples side by side");
  }

  @Test
  void aRateThatIsNotTheSettingIsExplained() {
    SampleRun run = SampleRun.create(folder.resolve("scaled")).described().rounds(3);
    RunFiles files =
        RunFiles.read(
            run.folder(),
            List.of(
                new SettingRow("train.learning-rate", "0.005", "0.002"),
                new SettingRow("train.rate-scale", "auto", "auto"),
                new SettingRow("train.workers", "4", "1")),
            List.of());
    assertThat(RunPage.of(files))
        .contains("0.01000 at most: train.learning-rate = 0.005000 times 2.000")
        .contains("makes of 4 workers")
        .contains("nats per token, 0.20 % of the validation split&#39;s unknown");
  }

  @Test
  void aDamagedNewestCheckpointGivesWayToTheNewestThatIsWhole() {
    SampleRun run = SampleRun.create(folder.resolve("damaged")).described().rounds(90);
    run.epochs(2).epochs(3);
    Folder newest = run.folder().child("checkpoints").child("round-000090");
    newest.write("state.json", newest.readText("state.json").replace("0.", "1."));

    assertThat(read(run).epochs()).hasSize(2);
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith(newest.location("state.json"))
        .endsWith("is passed over");
  }

  @Test
  void seedsOfASettingAreOneArmWithAMeanAndASpread() {
    SampleRun sample = SampleRun.whole(folder.resolve("a"));
    RunFiles first = seeded(sample, "a-seed-1", "1", "\"gru\"");
    RunFiles second = seeded(sample, "a-seed-2", "2", "\"gru\"");
    RunFiles again = seeded(sample, "copy", "2", "\"gru\"");
    RunFiles other = seeded(sample, "b", "1", "\"lstm\"");
    List<Arm> arms = Arm.of(List.of(first, other, second, again));
    assertThat(arms.stream().map(Arm::name)).containsExactly("a", "b", "copy");
    assertThat(arms.get(0).runs()).containsExactly(first, second);
    assertThat(arms.get(0).spread()).isZero(); // the same numbers twice
    assertThat(arms.get(1).spread()).isNaN();
    assertThat(arms.get(0).coreSeconds()).isEqualTo(2 * first.coreSeconds()).isPositive();
    assertThat(arms.get(0).columns().column("mean"))
        .isEqualTo(first.epochColumns().column("validLoss"));
    assertThat(Arm.front(arms)).containsExactly(arms.get(1)); // as good, at half the cost
    assertThat(ComparisonPage.of("seeds", "lead", List.of(first, other, second)))
        .contains("Samples side by side", "<td>gru</td>", "<td>lstm</td>")
        .doesNotContain("<td>&quot;gru")
        .contains("Means of the seeds", "\"BANDS\"", "\"over\":\"core-seconds\"", "− spread");
  }

  private static RunFiles seeded(SampleRun run, String name, String seed, String cell) {
    RunFiles read =
        RunFiles.read(
            run.folder(),
            List.of(
                new SettingRow("model.cell", cell, "\"lstm\""),
                new SettingRow("train.seed", seed, "42")),
            RunFiles.epochs(run.folder(), warning -> {}));
    return new RunFiles(
        name,
        read.settings(),
        read.description(),
        read.curve(),
        read.epochs(),
        read.texts(),
        read.coreSeconds());
  }
}
