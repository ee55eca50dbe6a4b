package org.rnnlm.jobs;

import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.Folder;
import org.rnnlm.report.Reports;
import org.rnnlm.report.SettingRow;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RunFolder;
import org.rnnlm.train.TrainingMonitor;

/** Keeps the report of a comparison up to date: after each epoch of a run, and at its end. */
final class ComparisonReporter {
  private final Reports.Comparison report;
  private final Folder folder;
  private final List<String> names;

  /**
   * @param folder the comparison's
   * @param names of all its runs
   */
  ComparisonReporter(Folder folder, List<String> names, Configuration hadoop) {
    this.report = new Reports.Comparison(folder, run -> settings(run, hadoop), Checkpoints::warn);
    this.folder = folder;
    this.names = List.copyOf(names);
  }

  static List<SettingRow> settings(Folder run, Configuration hadoop) {
    return TrainSettings.rows(RunFolder.open(run.uri(), hadoop));
  }

  /** One that writes the comparison's page after each epoch of a run, beside another monitor. */
  TrainingMonitor beside(String run, TrainingMonitor shown) {
    return new AfterEpochs(run, shown);
  }

  /** A run has come to the end of an epoch, or to its own. */
  void reached(String run, Supplier<List<EpochMetrics>> epochs) {
    RunReporter.attempt(
        folder.location(Reports.FILE),
        () -> {
          report.reached(run, epochs.get());
          report.write(names);
        });
  }

  private final class AfterEpochs extends ForwardingMonitor {
    private final String run;

    AfterEpochs(String run, TrainingMonitor shown) {
      super(shown);
      this.run = run;
    }

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {
      super.epochDone(metrics, sample, checkpoint);
      reached(run, () -> RunReporter.epochs(checkpoint));
    }
  }
}
