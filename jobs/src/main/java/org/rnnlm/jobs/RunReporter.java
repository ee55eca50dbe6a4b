package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.io.Folder;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.report.Reports;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RunDescription;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.TrainingMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the report of a run up to date, beside another monitor: {@code run.json} at the start, and
 * {@code report.html} with each checkpoint. The page can be made anew at any time, so that one that
 * cannot be written is only logged; whatever else fails, fails the run.
 */
final class RunReporter extends ForwardingMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(RunReporter.class);

  private final ShardSet data;
  private final RunFolder run;
  private final RunDescription.Origin origin;
  private final Folder folder;
  private Map<String, Double> classWeights = Map.of();

  /**
   * @param shown is told all the same
   * @param origin how the run was started
   */
  RunReporter(TrainingMonitor shown, ShardSet data, RunFolder run, RunDescription.Origin origin) {
    super(shown);
    this.data = data;
    this.run = run;
    this.origin = origin;
    this.folder = run.folder();
  }

  @Override
  public void weighted(Map<String, Double> classes) {
    super.weighted(classes);
    classWeights = classes;
  }

  @Override
  public void built(ModelSummary model) {
    super.built(model);
    folder.deleteUnpublished(); // pages that a crash cut
    RunDescription.of(data, model, origin, classWeights, run.lineage()).write(folder);
  }

  @Override
  public void started(TrainingState from, MemoryEstimate memory) {
    super.started(from, memory);
    attempt(folder + "/" + Reports.FILE, () -> write(from.epochs()));
  }

  @Override
  public void checkpointDone(Folder checkpoint, double seconds) {
    super.checkpointDone(checkpoint, seconds);
    attempt(folder + "/" + Reports.FILE, () -> write(epochs(checkpoint)));
  }

  private void write(List<EpochMetrics> epochs) {
    Reports.writeRun(folder, TrainSettings.rows(run), epochs);
  }

  /** Those that were done when a checkpoint was written. */
  static List<EpochMetrics> epochs(Folder checkpoint) {
    return Checkpoint.open(checkpoint).state(TrainingState.class).epochs();
  }

  /** Writes a page, or logs why it cannot be written. */
  static void attempt(String page, Runnable writing) {
    try {
      writing.run();
    } catch (RuntimeException e) {
      LOG.warn("{} was not written, training goes on: {}", page, e.toString());
    }
  }
}
