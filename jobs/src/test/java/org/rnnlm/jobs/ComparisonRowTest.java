package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Json;

class ComparisonRowTest {
  private static ComparisonRow row(String name, double loss, Map<String, Double> measures) {
    return new ComparisonRow(
        name,
        "1 x 8 LSTM",
        1234,
        5,
        67_890,
        List.of(loss),
        loss,
        Math.exp(loss),
        measures,
        120,
        9,
        name.replaceAll("-seed.*", ""),
        240);
  }

  @Test
  void modelsOfTokensAreComparedByPerplexity() {
    assertThat(
            ComparisonRow.table(List.of(row("a", 0.5, Map.of()), row("b", 0.25, Map.of()))).lines())
        .containsExactly(
            "| run | parameters | rounds | tokens | valid loss | against the first | perplexity |"
                + " minutes | tokens/s | core-seconds |",
            "|---|---|---|---|---|---|---|---|---|---|",
            "| a | 1,234 | 5 | 67,890 | 0.5000 | – | 1.649 | 2.0 | 9 | 240 |",
            "| b | 1,234 | 5 | 67,890 | 0.2500 | -50.00 % | 1.284 | 2.0 | 9 | 240 |");
  }

  @Test
  void classifiersAreComparedByWhatTheyTellRight() {
    Map<String, Double> measures = Map.of("valid-accuracy", 0.875, "valid-macro-f1", 0.8);
    assertThat(ComparisonRow.table(List.of(row("a", 0.5, measures))))
        .contains("| valid accuracy |", "| 0.8750 |")
        .doesNotContain("perplexity");
  }

  @Test
  void rowsOfEarlierVersionsAreRead() {
    String json =
        Json.line(row("a", 0.5, Map.of()))
            .replaceAll("\"measures\":\\{},?", "")
            .replaceAll(",\"arm\":.*", "}");
    assertThat(json).doesNotContain("measures").doesNotContain("coreSeconds");
    ComparisonRow read = Json.read(json, ComparisonRow.class, "comparison.json");
    assertThat(read.arm()).isEqualTo("a");
    assertThat(read.coreSeconds()).isZero();
    assertThat(read.measures()).isEmpty();
    assertThat(read.bestValidLoss()).isEqualTo(0.5);
  }

  @Test
  void seedsOfAnArmHaveTheirMeanAndSpread() {
    List<ComparisonRow> rows =
        List.of(
            row("a-seed-1", 1, Map.of()),
            row("b-seed-1", 2, Map.of()),
            row("a-seed-2", 3, Map.of()));
    assertThat(ArmRow.table(ArmRow.of(rows)).lines())
        .containsExactly(
            "| trial | seeds | valid loss, mean | spread | against the first | core-seconds |",
            "|---|---|---|---|---|---|",
            "| a | 2 | 2.0000 | 1.4142 | – | 480 |",
            "| b | 1 | 2.0000 | – | +0.00 % | 240 |");
  }
}
