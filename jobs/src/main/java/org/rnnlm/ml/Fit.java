package org.rnnlm.ml;

import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.jobs.ProgramJobs;
import org.rnnlm.jobs.TrainedModel;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardManifest;

/**
 * One training on a DataFrame: its texts become a snapshot, the snapshot shards, and these a model.
 * The folders of shards and runs are called by what they follow from, so that the same texts and
 * settings find them again, and others never do.
 *
 * @param texts to train on
 * @param layers of settings
 * @param workFolder where shards and runs stay; empty for a temporary one
 * @param caller what reports say started the run
 */
record Fit(Dataset<Row> texts, SettingsLayers layers, String workFolder, String caller) {
  private static final int NAME_LENGTH = 16;
  private static final List<String> OF_SHARDS = List.of("prepare");
  private static final List<String> OF_RUNS =
      List.of("prepare", "model", "compute", "train", "validate", "checkpoint", "log", "sample");

  /** Of two fits of the same texts, or of the same run, the second finds what the first made. */
  private static final Turns TURNS = new Turns();

  /**
   * @param model makes it of the best checkpoint
   */
  <M> M train(BiFunction<TrainedModel, TrainingSummary, M> model) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(texts.sparkSession().sparkContext());
    try (CallersJobs callers = CallersJobs.of(spark);
        WorkFolder work = WorkFolder.of(workFolder, spark)) {
      ProgramJobs jobs = new ProgramJobs(spark, callers.named(caller));
      Configuration hadoop = spark.hadoopConfiguration();
      Folder data = prepared(jobs, work.folder());
      String name = name("run", List.of(data.name(), told(OF_RUNS, hadoop)));
      Folder run = work.folder().child(name);
      return TURNS.take(
          run.uri(),
          () -> {
            TrainingState end = jobs.train(layers, data.uri(), run.uri());
            return model.apply(
                TrainedModel.best(run.uri(), hadoop),
                new TrainingSummary(end.epochs(), work.stays() ? run.location() : ""));
          });
    }
  }

  private Folder prepared(ProgramJobs jobs, Folder work) {
    Configuration hadoop = jobs.spark().hadoopConfiguration();
    Folder input = work.child("input-" + UUID.randomUUID());
    try {
      Snapshot snapshot =
          Snapshot.write(texts, Stages.records(layers.settings()).fields(), input.uri());
      Folder data = work.child(name("data", List.of(snapshot.content(), told(OF_SHARDS, hadoop))));
      return TURNS.take(
          data.uri(),
          () -> {
            if (!data.exists(ShardManifest.NAME)) {
              data.delete(); // what a driver left that was killed
              jobs.prepare(layers, input.uri(), data.uri());
            }
            return data;
          });
    } finally {
      input.delete();
    }
  }

  private String told(List<String> groups, Configuration hadoop) {
    Settings settings = layers.settings();
    StringBuilder told = new StringBuilder();
    groups.forEach(
        group ->
            settings
                .group(group)
                .forEach((key, value) -> told.append(told(key, value, hadoop)).append('\n')));
    return told.toString();
  }

  private static String told(String key, String value, Configuration hadoop) {
    String held = value.isEmpty() ? "" : PlaceState.of(key, value, hadoop);
    return key + "=" + value + (held.isEmpty() ? "" : " " + held);
  }

  private static String name(String kind, List<String> of) {
    return kind + "-" + Hashes.sha256(String.join("\n", of)).substring(0, NAME_LENGTH);
  }
}
