package org.rnnlm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Json;
import org.rnnlm.text.Text;

/** What a report reads of a run's folder. */
class ReportFilesTest {
  @TempDir private Path folder;

  private RunFiles read(SampleRun run) {
    return RunFiles.read(run.folder(), run.settings());
  }

  @Test
  void aRunThatHasOnlyBegunHasAPage() {
    SampleRun run = SampleRun.create(folder.resolve("new"));
    Reports.writeRun(run.folder(), run.settings());
    assertThat(run.folder().readText(Reports.FILE)).contains("0 of 4 epochs done", "</html>");
    assertThat(run.folder().files()).containsExactly(Reports.FILE);
  }

  @Test
  void whatAFolderTellsIsRead() {
    RunFiles run = read(SampleRun.whole(folder));
    assertThat(run.parameters()).isEqualTo(12_345);
    assertThat(run.curve().rounds()).isEqualTo(90);
    assertThat(run.curve().faults().counts()).containsEntry("lostExecutors", 2L);
    assertThat(run.best().orElseThrow().epoch()).isEqualTo(3);
    assertThat(run.measures()).containsExactly("topFive", "train-accuracy", "valid-accuracy");
    assertThat(run.epochColumns().column("valid-accuracy")[1]).isEqualTo(0.7, within(1e-9));
    assertThat(run.tokensPerSecond()).isEqualTo(100, within(1e-9));
    assertThat(run.curve().columns(run.epochTokens()).column("epochs")[89]).isEqualTo(3);
  }

  @Test
  void textsOfBothVersionsAreReadAndJsonCountsFirst() {
    List<EpochTexts> texts = read(SampleRun.whole(folder)).texts();
    assertThat(texts).extracting(EpochTexts::epoch).containsExactly(1, 2, 3);
    assertThat(texts.get(0).texts())
        .containsExactly(new EpochTexts.Text("", "plain " + SampleRun.HOSTILE));
    assertThat(texts.get(2).texts())
        .extracting(EpochTexts.Text::temperature)
        .containsExactly("0.3", "1.2");
  }

  @Test
  void aLongRunIsFewPointsThatLoseNothing() {
    List<JsonNode> lines = new ArrayList<>();
    for (int i = 1; i <= 1001; i++) {
      lines.add(
          Json.tree(
              Text.format(
                  """
              {"tokens":%d,"loss":%d,"learningRate":0.1,"seconds":2,"time":{"train":1.5},"workers":{"leastLoss":%d,"mostLoss":%d,"leastSeconds":1,"mostSeconds":2},"failedTasks":1}""",
                  10 * i, i, i - 1, i + 1),
              "here"));
    }
    RoundCurve curve = RoundCurve.of(lines);
    assertThat(curve.rounds()).isEqualTo(1001);
    assertThat(curve.points()).hasSize(334);
    assertThat(curve.points().get(0))
        .isEqualTo(new Rounds(30, 30, 2, 0.1, 6, 6, List.of(4.5, 0.0, 0.0, 0.0, 0.0), 0, 4, 1, 2));
    assertThat(curve.seconds()).isEqualTo(2002);
    assertThat(curve.tokens()).isEqualTo(10_010);
    assertThat(curve.faults().counts()).containsEntry("failedTasks", 1001L);
  }

  @Test
  void linesOfEarlierVersionsTellNothingOfWorkers() {
    RoundCurve curve =
        RoundCurve.of(List.of(Json.tree("{\"tokens\":10,\"loss\":2.0,\"seconds\":1.0}", "here")));
    assertThat(curve.hasSpread()).isFalse();
    assertThat(curve.columns(10).has("leastLoss")).isFalse();
  }

  @Test
  void jsonInAScriptElementCannotEndIt() {
    JsonNode json = Json.tree("{\"a\":\"</script><!--<script>&\"}", "here");
    assertThat(Html.json(json)).doesNotContain("<", ">", "&");
    assertThat(Json.tree(Html.json(json), "there")).isEqualTo(json);
  }
}
