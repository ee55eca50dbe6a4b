package org.rnnlm.ml;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.rnnlm.job.ScalaMaps;
import org.rnnlm.run.EpochMetrics;

/**
 * How a model was trained.
 *
 * @param epochs of the run, all of them
 * @param run folder of the run, with its report, samples and checkpoints; empty where the trainer
 *     had no work folder, so that the run's was removed
 */
public record TrainingSummary(List<EpochMetrics> epochs, String run) {
  private static final StructType HISTORY =
      new StructType()
          .add("epoch", DataTypes.IntegerType, false)
          .add("rounds", DataTypes.IntegerType, false)
          .add("tokens", DataTypes.LongType, false)
          .add("train_loss", DataTypes.DoubleType, false)
          .add("valid_loss", DataTypes.DoubleType, false)
          .add("valid_perplexity", DataTypes.DoubleType, false)
          .add("seconds", DataTypes.DoubleType, false)
          .add(
              "measures",
              DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false),
              false);

  public TrainingSummary {
    epochs = List.copyOf(epochs);
  }

  /**
   * Returns a row an epoch: losses in nats per prediction, and of a classifier other measures by
   * name, in the session that is active.
   */
  public Dataset<Row> history() {
    return SparkSession.active()
        .createDataFrame(epochs.stream().map(TrainingSummary::row).toList(), HISTORY);
  }

  private static Row row(EpochMetrics epoch) {
    return RowFactory.create(
        epoch.epoch(),
        epoch.rounds(),
        epoch.tokens(),
        epoch.trainLoss(),
        epoch.validLoss(),
        epoch.validPerplexity(),
        epoch.seconds(),
        ScalaMaps.scalas(epoch.measures()));
  }
}
