package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of MLlib writes: a pipeline, chosen among two sizes, saved, and used elsewhere. */
class UsersProgramIT {
  @TempDir private static Path folder;

  @Test
  void aPipelineIsTunedSavedAndLoadedInAnotherSessionAndScoresNewTextsNearTheFloor()
      throws Exception {
    SparkSession session = LocalSession.open();
    StageEvents events = new StageEvents();
    session.sparkContext().addSparkListener(events);
    Dataset<Row> articles = ArticleRows.of(session, 0, 240);
    LanguageModelTrainer trainer =
        new LanguageModelTrainer()
            .setConfig("quickstart")
            .setConf("train.epochs", "2")
            .setConf("train.round-batches", "8")
            .setConf("train.learning-rate", "0.02")
            .setConf("train.schedule", "constant")
            .setConf("train.clip-norm", "5")
            .setConf("sample.length", "5")
            .setIdColumn("id")
            .setWorkFolder(folder.resolve("work").toString());
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new SQLTransformer()
                      .setStatement("SELECT id, text FROM __THIS__ WHERE length(text) > 200"),
                  trainer
                });
    Param<?> size = trainer.getParam("model.hidden-size");
    ParamMap[] sizes = new ParamGridBuilder().addGrid((IntParam) size, new int[] {4, 64}).build();
    TrainValidationSplit tuning =
        new TrainValidationSplit()
            .setEstimator(pipeline)
            .setEstimatorParamMaps(sizes)
            .setEvaluator(new PerplexityEvaluator())
            .setTrainRatio(0.8)
            .setSeed(1);
    tuning.write().overwrite().save(folder.resolve("tuning").toString());
    TrainValidationSplitModel tuned = tuning.fit(articles);
    assertThat(tuned.validationMetrics()[1]).isLessThan(tuned.validationMetrics()[0]);
    tuned.write().overwrite().save(folder.resolve("tuned").toString());
    session.sparkContext().listenerBus().waitUntilEmpty();
    assertThat(events.told())
        .contains(
            "FitStart of LanguageModelTrainer",
            "FitEnd with TrainedLanguageModel",
            "TransformStart of TrainedLanguageModel",
            "TransformEnd",
            "SaveInstanceStart of " + trainer.uid(),
            "SaveInstanceEnd of " + trainer.uid());
    session.stop();

    SparkSession other = LocalSession.open();
    other.sparkContext().addSparkListener(events);
    PipelineModel best =
        (PipelineModel)
            TrainValidationSplitModel.load(folder.resolve("tuned").toString()).bestModel();
    TrainedLanguageModel model = (TrainedLanguageModel) best.stages()[1];
    assertThat(model.trained().state().model().hiddenSize()).isEqualTo(64);
    Dataset<Row> fresh = ArticleRows.of(other, 5_000, 5_060).where("length(text) > 200");
    double floor =
        fresh
            .agg(
                functions
                    .sum("floor")
                    .divide(functions.sum(functions.length(fresh.col("text")).plus(1))))
            .first()
            .getDouble(0);
    double nats = Math.log(new PerplexityEvaluator().evaluate(best.transform(fresh)));
    assertThat(nats).isBetween(floor, floor + 2);
    other.sparkContext().listenerBus().waitUntilEmpty();
    assertThat(events.told()).contains("LoadInstanceEnd with TrainedLanguageModel");
    other.stop();
  }
}
