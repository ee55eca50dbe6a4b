package org.rnnlm.train;

import java.util.Map;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;

/**
 * Is told how a run goes, on the driver; for showing it to a person. One thing at a time and in
 * order, though not always by the same thread: rounds and checkpoints are told of while the next
 * round is trained. What a monitor throws ends the run.
 */
public interface TrainingMonitor {
  /**
   * Is told of something that a person should know, and that does not keep the run from going on.
   */
  default void warned(String warning) {}

  /** When the network is there, fresh or from a checkpoint; before {@link #started}. */
  default void built(ModelSummary model) {}

  /**
   * Is told how much each class counts, by its name, where classes do not count alike; before
   * {@link #built}.
   */
  default void weighted(Map<String, Double> classes) {}

  /** When the forms of the kernels are chosen; before {@link #started}. */
  default void measured(KernelPlan kernels) {}

  /** Is told before the first round of this sitting. */
  void started(TrainingState from, MemoryEstimate memory);

  /** Is told after a round, which the state counts. */
  void roundDone(RoundReport report, TrainingState state);

  /** Is told after the model is scored within an epoch; before {@link #roundDone}. */
  default void validated(Validation validation) {}

  /** Is told after a checkpoint is written, within an epoch or at its end. */
  default void checkpointDone(Folder checkpoint, double seconds) {}

  /**
   * After an epoch's checkpoint is written.
   *
   * @param sample one of the texts that the model wrote; empty if it wrote none
   */
  void epochDone(EpochMetrics metrics, String sample, Folder checkpoint);
}
