package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.model.ModelSummary.LayerSummary;
import org.rnnlm.shard.SequenceMode;

/** Files of runs as earlier versions wrote them; the test resources hold them. */
class EarlierVersionsTest {
  private static Folder run() throws URISyntaxException {
    Path lines = Path.of(EarlierVersionsTest.class.getResource("metrics.jsonl").toURI());
    return Folder.at(lines.getParent().toString(), new Configuration());
  }

  @Test
  void linesOfAllVersionsAreReadFromOneFile() throws URISyntaxException {
    List<RoundMetrics> rounds = MetricsLog.read(run());
    assertThat(rounds).extracting(RoundMetrics::round).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    RoundMetrics first = rounds.get(0);
    assertThat(first)
        .isEqualTo(
            new RoundMetrics(
                1,
                1,
                6400,
                4.1741,
                64.98,
                0,
                0,
                GradientNorms.NONE,
                2,
                RoundTime.NONE,
                3200,
                WorkerSpread.UNKNOWN,
                0,
                0,
                0,
                0,
                0,
                0));
    assertThat(rounds.get(2).faults()).isEqualTo(new Faults(1, 1, 0, 0));
    assertThat(rounds.get(3).time()).isEqualTo(new RoundTime(0.1, 0.1, 0.2, 1, 0, 0, 0.2));
    assertThat(rounds.get(4).workers()).isEqualTo(new WorkerSpread(2.5, 3, 1.25, 1.375));
    assertThat(rounds.get(5).time()).isEqualTo(new RoundTime(0.1, 0.1, 0.2, 0.75, 0.25, 0, 0.2));
    assertThat(rounds.get(5).gradients()).isEqualTo(GradientNorms.NONE);
    assertThat(rounds.get(6).validLoss()).isEqualTo(2.25);
    assertThat(rounds.get(6).gradients()).isEqualTo(new GradientNorms(64, 0.5, 6.25, 0.125));
    assertThat(rounds.get(6).time().driver()).isZero();
    assertThat(rounds.get(7).time().driver()).isEqualTo(0.0625);
    assertThat(rounds.get(7).sentBytes()).isZero();
    assertThat(rounds.get(8).sentBytes()).isEqualTo(524_288);
    assertThat(rounds.get(8).keptBytes()).isEqualTo(1_048_576);
  }

  @Test
  void theNewestLineIsWrittenAsItWasRead() throws URISyntaxException {
    List<String> lines = run().readText("metrics.jsonl").lines().toList();
    RoundMetrics newest = MetricsLog.read(run()).get(8);
    assertThat(Json.line(newest)).isEqualTo(lines.get(8));
  }

  @Test
  void theDescriptionIsRead() throws URISyntaxException {
    RunDescription description = RunDescription.read(run()).orElseThrow();
    assertThat(description.data()).isEqualTo("/data/shards");
    assertThat(description.splits().get("test"))
        .isEqualTo(new RunDescription.Counts(1, 2100, 2000, 3, 40, 1));
    assertThat(description.pages())
        .containsExactly(Map.entry("kept", 10L), Map.entry("redirect", 4L));
    assertThat(description.preparation().coverage())
        .containsExactly(Map.entry(10, 0.61), Map.entry(100, 1.0));
    assertThat(description.model().layers().get(1))
        .isEqualTo(new LayerSummary("layer1", "Recurrent, lstm", "(None, 50, 16)", 5568));
  }

  @Test
  void theFirstStatesTellNeitherModeNorMeasures() {
    TrainingState state =
        Json.read(
            """
            {"model":{"cell":"LSTM","layers":1,"hiddenSize":16,"embeddingSize":0,"dropout":0.0},
             "vocabulary":"abc","trainingData":"def",
             "position":{"epoch":1,"round":0,"rounds":3,"tokens":19200},
             "epochLossSum":0.0,"epochTokens":0,"seconds":5.2,
             "epochs":[{"epoch":1,"rounds":3,"tokens":19200,"trainLoss":3.6,"validLoss":3.2,"validPerplexity":24.5,"seconds":5.2}]}\
            """,
            TrainingState.class,
            "state.json");
    assertThat(state.sequences()).isEqualTo(SequenceMode.STREAM);
    assertThat(state.validLosses()).containsExactly(3.2);
    assertThat(state.milestones()).isEmpty();
    assertThat(state.epochs())
        .containsExactly(new EpochMetrics(1, 3, 19200, 3.6, 3.2, 24.5, 5.2, Map.of(), Map.of()));
    assertThat(state.epochs().get(0).measure("valid-accuracy")).isNaN();
  }
}
