package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelForm;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.kernel.Precision;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;

/** A run's kernels where it goes on, perhaps on another kind of processor. */
class TrainingKernelsTest {
  private static final KernelPlan KEPT =
      new KernelPlan(
          Bf16Choice.AUTO,
          "oneDNN 3, with bf16",
          List.of(
              new KernelPlan.Layer(
                  "LSTM 65 to 256",
                  new KernelForm(org.rnnlm.kernel.Path.STEPPED, Precision.BF16),
                  List.of())));

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();
  private TrainingKernels kernels;

  @BeforeEach
  void makeRun() {
    RunFolder run = RunFolder.create(folder.toString(), "", new Configuration(false));
    kernels = new TrainingKernels(null, run, new Warned());
  }

  private final class Warned implements TrainingMonitor {
    @Override
    public void warned(String warning) {
      warnings.add(warning);
    }

    @Override
    public void started(TrainingState from, MemoryEstimate memory) {}

    @Override
    public void roundDone(org.rnnlm.run.RoundReport report, TrainingState state) {}

    @Override
    public void epochDone(
        org.rnnlm.run.EpochMetrics metrics, String sample, org.rnnlm.io.Folder checkpoint) {}
  }

  @Test
  void onTheSameKindItGoesOnWithoutAWord() {
    TrainingKernels.Processor same = new TrainingKernels.Processor("oneDNN 3, with bf16", true);

    assertThat(kernels.goingOn(KEPT, same)).isEqualTo(KEPT);
    assertThat(warnings).isEmpty();
  }

  @Test
  void onAnotherKindItGoesOnInTheSameFormsAndSaysSo() {
    TrainingKernels.Processor other = new TrainingKernels.Processor("oneDNN 4, with bf16", true);

    assertThat(kernels.goingOn(KEPT, other)).isEqualTo(KEPT.on("oneDNN 4, with bf16"));
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("oneDNN 3, with bf16")
        .contains("oneDNN 4, with bf16")
        .contains("last digits may differ");
  }

  @Test
  void withoutTheInstructionsItIsRefusedWithTheWayOut() {
    TrainingKernels.Processor plain = new TrainingKernels.Processor("oneDNN 3, AVX2", false);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> kernels.goingOn(KEPT, plain))
        .withMessageContaining("oneDNN 3, AVX2")
        .withMessageContaining("--set compute.bf16=off");
  }
}
