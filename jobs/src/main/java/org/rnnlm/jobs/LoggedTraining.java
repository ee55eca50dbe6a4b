package org.rnnlm.jobs;

import org.rnnlm.io.Folder;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;
import org.rnnlm.text.Text;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.TrainingMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs how a run goes that no person watches.
 *
 * @param run where it is
 */
record LoggedTraining(String run) implements TrainingMonitor {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedTraining.class);

  static void tell(String what) {
    LOG.info("{}", what);
  }

  @Override
  public void warned(String warning) {
    LOG.warn("{}", warning);
  }

  @Override
  public void started(TrainingState from, MemoryEstimate memory) {
    LOG.info(
        "{}: {} parameters, from round {}", run, memory.parameters(), from.position().rounds());
  }

  @Override
  public void roundDone(RoundReport report, TrainingState state) {
    LOG.debug("{}: round {}", run, state.position().rounds());
  }

  @Override
  public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {
    LOG.info(
        "{}",
        Text.format(
            "%s: epoch %d, train %.4f, valid %.4f nats, perplexity %.2f, %.0f s",
            run,
            metrics.epoch(),
            metrics.trainLoss(),
            metrics.validLoss(),
            metrics.validPerplexity(),
            metrics.seconds()));
  }
}
