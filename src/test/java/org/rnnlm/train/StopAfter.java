package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  private final Map<String, Double> classes;

  StopAfter(int rounds) {
    this(rounds, new ArrayList<>(), new TreeMap<>());
  }

  private StopAfter(int rounds, List<String> warnings, Map<String, Double> classes) {
    this.rounds = rounds;
    this.warnings = warnings;
    this.classes = classes;
  }

  /** Ends nothing, and keeps how much classes count. */
  static StopAfter telling(Map<String, Double> classes) {
    return new StopAfter(Integer.MAX_VALUE, new ArrayList<>(), classes);
  }

  @Override
  public void weighted(Map<String, Double> told) {
    classes.putAll(told);
  }

  /** Ends nothing, and keeps what the run warns of. */
  static StopAfter warned(List<String> warnings) {
    return new StopAfter(Integer.MAX_VALUE, warnings, new TreeMap<>());
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
