package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.text.Text;

/**
 * Hundreds of rounds on a local-cluster, {@code -Dsoak.rounds=500}: driver and executors keep no
 * more disk, heap and native memory at the end than after a fifth of them. A state of parameters
 * and moments has 0.9 MB here, so keeping one a round would show as hundreds of MB.
 */
@Tag("soak")
class GrowthSoakIT {
  private static final int ROUNDS = Integer.getInteger("soak.rounds", 500);
  private static final long MB = 1 << 20;

  @TempDir private Path folder;

  @Test
  void roundsLeaveNothingBehind() throws Exception {
    FaultyTraining training =
        new FaultyTraining(
            folder,
            400,
            "train.workers=2",
            "train.batch-size=2",
            "train.round-batches=2",
            "compute.driver-mean-bytes=0", // so that there are files of a shuffle
            "model.hidden-size=64",
            "train.epochs=" + (ROUNDS / 500 + 1));
    FaultPlan none = FaultPlan.create(folder.resolve("plan"));
    CompletableFuture<Cli.Result> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return training.under(none, "local-cluster[2,1,1024]", "run");
              } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    List<ProcessUse> early = after(ROUNDS / 5, none, run);
    long earlyDisk = ProcessUse.fileBytes(training.localFiles());
    List<ProcessUse> late = after(ROUNDS, none, run);
    long lateDisk = ProcessUse.fileBytes(training.localFiles());
    System.out.print(
        Text.format(
            "after %d rounds: disk %.1f MB, %s%nafter %d rounds: disk %.1f MB, %s%n",
            ROUNDS / 5, earlyDisk / (double) MB, early, ROUNDS, lateDisk / (double) MB, late));
    assertThat(lateDisk).isLessThan(earlyDisk + 8 * MB);
    assertThat(late).hasSameSizeAs(early);
    for (int i = 0; i < late.size(); i++) {
      assertThat(late.get(i).liveHeapBytes()).isLessThan(early.get(i).liveHeapBytes() + 24 * MB);
      assertThat(late.get(i).nativeBytes()).isLessThan(early.get(i).nativeBytes() + 80 * MB);
    }
    ProcessUse.endOthers();
  }

  private static List<ProcessUse> after(
      int rounds, FaultPlan plan, CompletableFuture<Cli.Result> run)
      throws IOException, InterruptedException {
    while (plan.openings() < 2 * rounds) {
      assertThat(run).isNotDone();
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return ProcessUse.ofSpark();
  }
}
