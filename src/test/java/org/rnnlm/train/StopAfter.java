package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.rnnlm.io.Folder;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;

/**
 * Shows nothing, and ends a run in the middle of the round after the given one, as a kill would.
 */
final class StopAfter implements TrainingMonitor {
  private final int rounds;
  private final List<String> warnings;

  StopAfter(int rounds) {
    this(rounds, new ArrayList<>());
  }

  private StopAfter(int rounds, List<String> warnings) {
    this.rounds = rounds;
    this.warnings = warnings;
  }

  /** Ends nothing, and keeps what the run warns of. */
  static StopAfter warned(List<String> warnings) {
    return new StopAfter(Integer.MAX_VALUE, warnings);
  }

  @Override
  public void warned(String warning) {
    warnings.add(warning);
  }

  static StopAfter never() {
    return new StopAfter(Integer.MAX_VALUE);
  }

  @Override
  public void started(TrainingState from, MemoryEstimate memory) {
    assertThat(memory.parameters()).isPositive();
  }

  @Override
  public void roundDone(RoundReport report, TrainingState state) {
    assertThat(report.loss()).isFinite();
    if (report.position().rounds() > rounds) {
      throw new Stopped();
    }
  }

  @Override
  public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {
    assertThat(checkpoint.exists("MANIFEST.json")).isTrue();
  }

  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
