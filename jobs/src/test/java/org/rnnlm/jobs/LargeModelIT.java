package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.text.Text;

/**
 * Fifty million parameters, eight workers: their results together take 4.9 GB, and the driver
 * averages them in a heap of 3 GiB, with less than 2 GiB beside it.
 */
@Tag("soak")
class LargeModelIT {
  private static final long HEAP_AND_REST = 5L << 30;

  @TempDir private Path folder;

  @Test
  void theDriverNeverHoldsWhatAllWorkersSend() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/proc/self/status")), "resident memory is read from Linux's /proc");
    prepare();
    SubmitScript submit = new SubmitScript(folder);
    CompletableFuture<Cli.Result> training = CompletableFuture.supplyAsync(() -> train(submit));
    long peak = 0;
    while (!training.isDone()) {
      peak = Math.max(peak, ProcessUse.driverPeakBytes());
      TimeUnit.MILLISECONDS.sleep(200);
    }
    Cli.Result result = done(training);
    System.out.print(Text.format("%s%nlargest driver %,d MiB%n", result.out(), peak >> 20));
    assertThat(result.out()).contains("51,", " parameters: 2 x 2048 LSTM").contains("8 logical");
    assertThat(peak).isBetween(1L << 30, HEAP_AND_REST);
  }

  private void prepare() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 6_000; i++) {
      text.append((char) (' ' + random.nextInt(90)));
    }
    Path file = Files.writeString(folder.resolve("text.txt"), text);
    Cli.run(
            "prepare",
            "--input",
            file,
            "--output",
            folder.resolve("data"),
            "--set",
            "prepare.length=20",
            "--set",
            "prepare.valid-share=0.1",
            "--set",
            "prepare.test-share=0.01")
        .expect(0);
  }

  private Cli.Result train(SubmitScript submit) {
    try {
      return submit.run(
          Map.of("RNNLM_DRIVER_MEMORY", "3g"),
          SubmitScript.RNNLM,
          "train",
          "--master",
          "local-cluster[2,1,5000]",
          "--data",
          folder.resolve("data"),
          "--run",
          folder.resolve("run"),
          "--set",
          "model.hidden-size=2048",
          "--set",
          "train.workers=8",
          "--set",
          "train.outer-optimizer=nesterov",
          "--set",
          "train.batch-size=8",
          "--set",
          "train.round-batches=2",
          "--set",
          "train.epochs=1",
          "--set",
          "sample.length=5");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cli.Result done(CompletableFuture<Cli.Result> training)
      throws InterruptedException, ExecutionException {
    return training.get().expect(0);
  }
}
