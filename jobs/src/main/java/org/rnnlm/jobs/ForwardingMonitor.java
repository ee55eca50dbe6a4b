package org.rnnlm.jobs;

import java.util.Map;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.TrainingMonitor;

/** Tells another monitor all that it is told; for one that stands beside that and adds to it. */
abstract class ForwardingMonitor implements TrainingMonitor {
  private final TrainingMonitor shown;

  ForwardingMonitor(TrainingMonitor shown) {
    this.shown = shown;
  }

  @Override
  public void warned(String warning) {
    shown.warned(warning);
  }

  @Override
  public void built(ModelSummary model) {
    shown.built(model);
  }

  @Override
  public void weighted(Map<String, Double> classes) {
    shown.weighted(classes);
  }

  @Override
  public void measured(KernelPlan kernels) {
    shown.measured(kernels);
  }

  @Override
  public void started(TrainingState from, MemoryEstimate memory) {
    shown.started(from, memory);
  }

  @Override
  public void roundDone(RoundReport round, TrainingState state) {
    shown.roundDone(round, state);
  }

  @Override
  public void validated(Validation validation) {
    shown.validated(validation);
  }

  @Override
  public void checkpointDone(Folder checkpoint, double seconds) {
    shown.checkpointDone(checkpoint, seconds);
  }

  @Override
  public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {
    shown.epochDone(metrics, sample, checkpoint);
  }
}
