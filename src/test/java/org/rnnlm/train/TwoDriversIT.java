package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;

/** Two drivers on one run: the one that loses it writes nothing more. */
class TwoDriversIT extends SmallRunFixture {
  private static final Duration LEASE = Duration.ofMillis(400);

  @Test
  void aDriverWhoseRunIsTakenOverStopsBeforeItWritesAndTheOtherEndsTheRunAsIfItWereAlone()
      throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    run(data, MODEL, training(2, 2), "whole", StopAfter.never());
    RunFolder folderOfRun = created("run");
    Folder run = Folder.at(folder.resolve("run").toString(), spark.hadoopConfiguration());
    Map<String, String> afterTheWinner = new TreeMap<>();
    try (RunClaim loser = RunClaim.take(run, false, LEASE, told -> {})) {
      TrainingMonitor takenOver =
          new Winner(
              () -> {
                try (RunClaim winner = RunClaim.take(run, true, LEASE, told -> {})) {
                  resumed(data, winner);
                }
                afterTheWinner.putAll(content());
              });
      TrainingRun losing =
          new TrainingRun(spark, data, MODEL, training(2, 2), everyRound(), folderOfRun, takenOver)
              .under(loser);
      assertThatExceptionOfType(ClaimLostException.class).isThrownBy(losing::start);
    }
    assertThat(afterTheWinner).isNotEmpty();
    assertThat(content()).isEqualTo(afterTheWinner);
    assertThat(parameters("run")).isEqualTo(parameters("whole"));
  }

  private void resumed(ShardSet data, RunClaim claim) {
    new TrainingRun(
            spark, data, MODEL, training(2, 2), everyRound(), opened("run"), StopAfter.never())
        .under(claim)
        .resume("");
  }

  private Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("run"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getParent().endsWith("claims")) {
          content.put(file.toString(), Hashes.sha256(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return content;
  }

  /** Has another driver come after the second round. */
  private record Winner(Runnable trains) implements TrainingMonitor {
    @Override
    public void started(TrainingState from, MemoryEstimate memory) {}

    @Override
    public void roundDone(RoundReport report, TrainingState state) {
      if (report.position().rounds() == 2) {
        trains.run();
      }
    }

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {}
  }
}
