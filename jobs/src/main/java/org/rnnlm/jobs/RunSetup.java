package org.rnnlm.jobs;

import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.jobs.specs.RunSpecs;
import org.rnnlm.jobs.specs.TrainingSpecs;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.RunFolder;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.RunSpec;
import org.rnnlm.train.TrainingFit;
import org.rnnlm.train.TrainingMonitor;
import org.rnnlm.train.TrainingRun;
import org.rnnlm.train.TrainingSpec;

/**
 * What a run is to be, once its settings are found to be right.
 *
 * @param settings that the run keeps
 * @param model that is trained
 * @param training how it is trained
 * @param run what is done beside training
 * @param executorWaitSeconds how long training waits while there is no executor; 0 for ever
 */
record RunSetup(
    Settings settings,
    ModelSpec model,
    TrainingSpec training,
    RunSpec run,
    int executorWaitSeconds) {

  /**
   * Makes it of settings, of which it tells all that is wrong whatever the data are.
   *
   * @throws SettingsException if one of them is wrong
   */
  static RunSetup of(Settings settings) {
    ModelSpec model = ModelSpecs.of(settings);
    return new RunSetup(
        settings,
        model,
        TrainingSpecs.of(settings, model),
        RunSpecs.of(settings),
        RunSpecs.executorWaitSeconds(settings));
  }

  /**
   * Returns it for some data.
   *
   * @param kept these settings with what they have to say of the data
   * @throws DataException if the model cannot be trained on them
   */
  RunSetup on(ShardSet shards, Settings kept) {
    ModelSpec fitting = TrainingFit.on(model, training, shards);
    return new RunSetup(kept, fitting, training, run, executorWaitSeconds);
  }

  /** Returns the run. */
  TrainingRun run(
      JavaSparkContext spark, ShardSet shards, RunFolder folder, TrainingMonitor monitor) {
    return new TrainingRun(spark, shards, model, training, run, folder, monitor);
  }
}
