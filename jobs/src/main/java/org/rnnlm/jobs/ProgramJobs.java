package org.rnnlm.jobs;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.jobs.specs.PrepareSpecs;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.prep.steps.PrepareJob;
import org.rnnlm.run.RunDescription;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;

/**
 * What the commands {@code prepare} and {@code train} do, for a program with a Spark context of its
 * own: by the same code, so that the same settings and texts give the same bytes.
 *
 * @param spark of the program, which stays its own
 * @param caller what reports say started a run
 */
public record ProgramJobs(JavaSparkContext spark, String caller) {

  /**
   * Refuses settings with which nothing can be prepared, or trained, whatever the data are.
   *
   * @throws SettingsException naming what is wrong
   */
  public static void check(SettingsLayers layers) {
    PrepareSpecs.of(layers.settings(), List.of("input"), "output");
    RunSetup.of(layers.settings());
    StartVectors.check(layers.settings());
  }

  /** Returns the columns that are read of a table of texts. */
  public static RecordSpec records(Settings settings) {
    return PrepareSpecs.of(settings, List.of("input"), "output").reading().records();
  }

  /**
   * Prepares shards of Parquet files, as {@code prepare} does.
   *
   * @param input folder of the files
   * @param output folder of the shards, which is new or empty
   * @throws DataException if the input cannot be used or the output cannot be written
   */
  public void prepare(SettingsLayers layers, String input, String output) {
    SparkSessions.checkSerializer(spark.getConf());
    Configuration hadoop = spark.hadoopConfiguration();
    new PrepareJob(spark, Preparation.spec(layers, List.of(input), output, hadoop)).execute();
  }

  /**
   * Trains a run to its end, as {@code train} does, or goes on with one that has not come to it.
   *
   * @param data folder of the shards
   * @param run folder of the run, which is new, or holds the same run as far as it came
   * @return where the run stands at its end
   * @throws DataException if it cannot be trained, or another driver trains it
   */
  public TrainingState train(SettingsLayers layers, String data, String run) {
    SparkSessions.checkSerializer(spark.getConf());
    Configuration hadoop = spark.hadoopConfiguration();
    ShardSet shards = ShardSet.open(data, hadoop);
    WholeRun whole = WholeRun.of(layers, shards, hadoop);
    Workers.requireHeap(spark, shards, whole.setup());
    RunDescription.Origin origin = new RunDescription.Origin(Version.name(), caller, 0);
    return whole
        .in(
            Folder.at(run, hadoop),
            spark,
            folder -> new RunReporter(new LoggedTraining(run), shards, folder, origin),
            (from, sitting) -> sitting.get().train(),
            LoggedTraining::tell)
        .state();
  }
}
