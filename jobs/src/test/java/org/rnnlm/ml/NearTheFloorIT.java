package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnlm.text.Text;

/** A model that a program trains for a minute or two is nearly as good as any could be. */
@Tag("soak")
class NearTheFloorIT {
  private static final double NEAR = 1.15; // it was 1.076

  @Test
  void newTextsArePredictedNearlyAsWellAsTheirGrammarPredictsThem() {
    SparkSession session = LocalSession.open();
    TrainedLanguageModel model =
        new LanguageModelTrainer()
            .setIdColumn("id")
            .setConf("prepare.tokens", "subwords")
            .setConf("prepare.vocabulary-size", "600")
            .setConf("prepare.length", "32")
            .setConf("prepare.test-share", "0")
            .setConf("model.embedding-size", "64")
            .setConf("model.hidden-size", "192")
            .setConf("train.workers", "2")
            .setConf("train.batch-size", "16")
            .setConf("train.round-batches", "16")
            .setConf("train.learning-rate", "0.006")
            .setConf("train.schedule", "cosine")
            .setConf("train.clip-norm", "1")
            .setConf("train.epochs", "8")
            .setConf("sample.length", "1")
            .fit(ArticleRows.of(session, 0, 1_500));
    Row sums =
        model
            .transform(ArticleRows.of(session, 50_000, 50_100))
            .agg(
                functions.sum("nats"),
                functions.sum("floor"),
                functions.sum(functions.length(functions.col("text")).plus(1)),
                functions.sum("unknown_tokens"))
            .first();
    double perplexity = Math.exp(sums.getDouble(0) / sums.getLong(2));
    double floor = Math.exp(sums.getDouble(1) / sums.getLong(2));
    Dataset<Row> history = model.summary().history().select("tokens", "valid_loss", "seconds");
    System.out.print(
        Text.format(
            "perplexity of a character %.4f, the floor's %.4f; by epochs %s%n",
            perplexity, floor, history.collectAsList()));
    assertThat(sums.getLong(3)).isZero();
    assertThat(perplexity).isBetween(floor, NEAR * floor);
    session.stop();
  }
}
