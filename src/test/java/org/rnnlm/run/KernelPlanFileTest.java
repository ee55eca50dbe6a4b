package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelForm;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.kernel.Precision;

/** In which forms a run's kernels are, kept with it. */
class KernelPlanFileTest {
  private static final KernelForm STEPPED =
      new KernelForm(org.rnnlm.kernel.Path.STEPPED, Precision.BF16);

  @TempDir Path folder;

  @Test
  void aPlanComesBackAsItWas() {
    KernelPlan plan =
        new KernelPlan(
            Bf16Choice.AUTO,
            "oneDNN 3.11.0, AVX-512 with bf16",
            List.of(
                new KernelPlan.Layer(
                    "LSTM 65 to 256", STEPPED, List.of(new KernelPlan.Timing(STEPPED, 1.25)))));
    Configuration hadoop = new Configuration(false);
    RunFolder.create(folder.toString(), "", hadoop).write(plan);

    assertThat(RunFolder.open(folder.toString(), hadoop).kernels()).contains(plan);
  }

  @Test
  void runsFromBeforeTheyWereMeasuredHaveNone() {
    RunFolder run = RunFolder.create(folder.toString(), "", new Configuration(false));

    assertThat(run.kernels()).isEmpty();
  }
}
