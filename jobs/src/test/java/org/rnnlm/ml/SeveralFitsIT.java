package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits of one session side by side do not meet, and those of one run share it. */
class SeveralFitsIT {
  private static SparkSession session;
  private static Dataset<Row> articles;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    session = LocalSession.open();
    articles = ArticleRows.of(session, 0, 40);
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  private static LanguageModelTrainer trainer() {
    return new LanguageModelTrainer()
        .setIdColumn("id")
        .setConf("prepare.length", "50")
        .setConf("prepare.valid-share", "0.2")
        .setConf("model.hidden-size", "12")
        .setConf("train.batch-size", "8")
        .setConf("train.round-batches", "8")
        .setConf("train.epochs", "1")
        .setConf("sample.length", "1");
  }

  private static CrossValidatorModel crossValidated(int sideBySide) {
    LanguageModelTrainer trainer = trainer();
    Param<?> size = trainer.getParam("model.hidden-size");
    return new CrossValidator()
        .setEstimator(trainer)
        .setEstimatorParamMaps(
            new ParamGridBuilder().addGrid((IntParam) size, new int[] {4, 12}).build())
        .setEvaluator(new PerplexityEvaluator())
        .setNumFolds(2)
        .setSeed(3)
        .setParallelism(sideBySide)
        .fit(articles);
  }

  @Test
  void crossValidationSideBySideTellsWhatItTellsOneByOne() {
    CrossValidatorModel together = crossValidated(2);
    CrossValidatorModel oneByOne = crossValidated(1);
    assertThat(together.avgMetrics()).containsExactly(oneByOne.avgMetrics());
    TrainedLanguageModel best = (TrainedLanguageModel) together.bestModel();
    assertThat(best.trained().network().params())
        .isEqualTo(((TrainedLanguageModel) oneByOne.bestModel()).trained().network().params());
    assertThat(session.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
  }

  @Test
  void twoFitsOfOneRunTrainItOnce() throws Exception {
    List<String> alone = roundsOf(() -> trainer().fit(articles));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<String> together =
        roundsOf(
            () -> {
              Callable<TrainedLanguageModel> fit =
                  () -> trainer().setWorkFolder(folder.toString()).fit(articles);
              List<Future<TrainedLanguageModel>> both = threads.invokeAll(List.of(fit, fit));
              assertThat(both.get(0).get().summary()).isEqualTo(both.get(1).get().summary());
              return both;
            });
    threads.shutdown();
    assertThat(together).isEqualTo(alone).isNotEmpty();
    assertThat(FolderHashes.of(FolderHashes.only(folder, "run-"), FolderHashes.MODELS)).hasSize(1);
    assertThat(FolderHashes.only(folder, "data-")).exists();
  }

  private static List<String> roundsOf(Callable<?> work) throws Exception {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    SparkListener listener = new Descriptions(told);
    session.sparkContext().addSparkListener(listener);
    work.call();
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().removeSparkListener(listener);
    return told.stream().filter(job -> job.contains(": epoch ")).toList();
  }
}
