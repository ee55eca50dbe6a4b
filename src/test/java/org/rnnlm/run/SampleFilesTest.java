package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Folder;
import org.rnnlm.run.EpochSamples.Sample;

class SampleFilesTest {
  @TempDir private Path path;
  private Folder run;
  private SampleFiles samples;

  @BeforeEach
  void openTheFolder() {
    run = Folder.at(path.toString(), new Configuration());
    samples = SampleFiles.of(run);
  }

  private static EpochSamples drawn(int epoch) {
    return new EpochSamples(
        epoch, "Once", List.of(new Sample(0.5, "Once upon"), new Sample(1, "Once more")));
  }

  @Test
  void drawnTextsComeBackAsTheyWereWritten() {
    samples.write(drawn(3));
    assertThat(samples.newest(9)).containsExactly(drawn(3));
    assertThat(run.child("samples").readText("epoch-0003.txt"))
        .isEqualTo("prompt:\nOnce\n\ntemperature 0.5:\nOnce upon\n\ntemperature 1.0:\nOnce more\n");
  }

  @Test
  void aTextThatWasNotDrawnHasNoTemperature() {
    samples.write(1, "a table");
    assertThat(samples.newest(9)).containsExactly(EpochSamples.plain(1, "a table\n"));
    assertThat(samples.newest(9).get(0).samples().get(0).drawn()).isFalse();
  }

  @Test
  void theNewestEpochsAreThoseWithTheHighestNumbers() {
    for (int epoch : new int[] {9_998, 9_999, 10_000, 100_000}) {
      samples.write(drawn(epoch));
    }
    assertThat(samples.newest(3))
        .extracting(EpochSamples::epoch)
        .containsExactly(9_999, 10_000, 100_000);
  }

  @Test
  void theTextStandsForJsonThatACrashCut() {
    samples.write(drawn(1));
    run.child("samples").write("epoch-0001.json", "{\"epoch\":1,\"pro");
    assertThat(samples.newest(1).get(0).samples().get(0).text()).contains("Once upon");
    assertThat(samples.newest(1).get(0).prompt()).isEmpty();
  }

  @Test
  void aRunThatHasNotWrittenAnyHasNone() {
    assertThat(samples.newest(1)).isEmpty();
  }
}
