package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.jobs.Cli;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;

/** A language model trained on a DataFrame is the commands' own. */
class LanguageModelTrainerIT {
  @TempDir private static Path folder;

  private static SparkSession session;
  private static Dataset<Row> articles;
  private static LanguageModelTrainer fitted;
  private static TrainedLanguageModel model;

  /** The commands have contexts of their own, so they come first. */
  @BeforeAll
  static void trainBoth() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Row row : ArticleRows.rows(0, SmallFits.ARTICLES)) {
      lines.add(Json.line(Map.of("id", row.getLong(0), "text", row.getString(1))));
    }
    Path texts = Files.write(folder.resolve("articles.jsonl"), lines);
    command("prepare", "--input", texts, "--output", folder.resolve("data"));
    command("train", "--data", folder.resolve("data"), "--run", folder.resolve("run"));
    command(
        "score",
        "--checkpoint",
        folder.resolve("run"),
        "--input",
        texts,
        "--output",
        folder.resolve("scores"));
    session = LocalSession.open();
    articles = ArticleRows.of(session, 0, SmallFits.ARTICLES);
    fitted = SmallFits.trainer().setWorkFolder(folder.resolve("work").toString());
    model = fitted.fit(articles);
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  private static void command(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    SmallFits.SETTINGS.forEach(setting -> all.addAll(List.of("--set", setting)));
    Cli.run(all.toArray()).expect(0);
  }

  @Test
  void shardsAndParametersAreTheCommandsByteForByte() throws IOException {
    Path work = folder.resolve("work");
    assertThat(FolderHashes.of(FolderHashes.only(work, "data-"), FolderHashes.SHARDS))
        .isEqualTo(FolderHashes.of(folder.resolve("data"), FolderHashes.SHARDS))
        .hasSizeGreaterThan(5);
    Map<String, String> trained =
        FolderHashes.of(FolderHashes.only(work, "run-"), FolderHashes.MODELS);
    assertThat(trained)
        .isEqualTo(FolderHashes.of(folder.resolve("run"), FolderHashes.MODELS))
        .hasSize(2);
    Path saved = folder.resolve("saved-model");
    model.trained().write(Folder.at(saved.toString(), new Configuration()));
    assertThat(trained.values()).containsAll(FolderHashes.of(saved, FolderHashes.MODELS).values());
  }

  @Test
  void aTableIsScoredWithTheNumbersOfTheCommand() {
    Dataset<Row> command =
        session
            .read()
            .json(folder.resolve("scores/rows").toString())
            .select("id", "nats", "tokens", "unknown_tokens", "perplexity");
    Dataset<Row> transformed =
        model.transform(articles).select("id", "nats", "tokens", "unknown_tokens", "perplexity");
    assertThat(transformed.count()).isEqualTo(SmallFits.ARTICLES);
    assertThat(transformed.orderBy("id").collectAsList())
        .isEqualTo(command.orderBy("id").collectAsList());
  }

  @Test
  void aStreamOfTextsIsScoredAsATableIs() throws Exception {
    Dataset<Row> some = articles.where("id < 1200").select("id", "text");
    String place = folder.resolve("arriving").toString();
    some.write().json(place);
    StreamingQuery query =
        model
            .transform(session.readStream().schema("id long, text string").json(place))
            .writeStream()
            .format("memory")
            .queryName("streamed")
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
    assertThat(session.table("streamed").orderBy("id").collectAsList())
        .isEqualTo(model.transform(some).orderBy("id").collectAsList())
        .hasSizeGreaterThan(5);
  }

  @Test
  void rowsWithoutATextKeepTheirPlaceAndSayWhyTheyHaveNoResults() {
    Dataset<Row> some =
        session.createDataFrame(
            List.of(
                RowFactory.create("a", "It is old.", List.of(1, 2)),
                RowFactory.create("b", null, null),
                RowFactory.create("c", "", List.of())),
            StructType.fromDDL("id string, text string, more array<int>"));
    List<Row> rows = model.copy(new ParamMap()).transform(some.coalesce(1)).collectAsList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).<Double>getAs("perplexity")).isGreaterThan(1);
    assertThat(rows.get(0).<String>getAs("error")).isNull();
    assertThat(rows.get(0).getList(2)).isEqualTo(List.of(1, 2));
    assertThat(rows.get(1).<Double>getAs("nats")).isNull();
    assertThat(rows.get(1).<String>getAs("error")).isEqualTo("missing-text");
    assertThat(rows.get(2).<Long>getAs("tokens")).isEqualTo(1);
  }

  @Test
  void completionsAndVectorsDoNotDependOnPartitions() {
    TrainedLanguageModel writer =
        model.copy(new ParamMap()).setOutputs("complete", "embed").setConf("generate.length", "8");
    Dataset<Row> few = articles.where("id < 1200").select("id", "text");
    List<Row> once = writer.transform(few.coalesce(1)).orderBy("id").collectAsList();
    assertThat(writer.transform(few.repartition(5)).orderBy("id").collectAsList())
        .isEqualTo(once)
        .hasSizeGreaterThan(5);
    assertThat(once.get(0).<String>getAs("completion")).isNotEmpty();
    assertThat(once.get(0).getList(once.get(0).fieldIndex("embedding"))).hasSize(12);
  }

  @Test
  void theHistoryIsATableAndTheEvaluatorsPerplexityIsThatOfAllTokens() {
    assertThat(model.summary().history().select("epoch", "rounds").count()).isEqualTo(2);
    Dataset<Row> scored = model.transform(articles);
    Row sums = scored.agg(functions.sum("nats"), functions.sum("tokens")).first();
    assertThat(new PerplexityEvaluator().evaluate(scored))
        .isCloseTo(Math.exp(sums.getDouble(0) / sums.getLong(1)), within(1e-9));
    assertThat(new PerplexityEvaluator().isLargerBetter()).isFalse();
    assertThat(new PerplexityEvaluator().evaluate(scored.where("id < 0"))).isInfinite();
  }

  @Test
  void aSavedModelIsTheSameModelAndACheckpointOfTheCommands() throws IOException {
    String path = folder.resolve("saved").toString();
    model.write().overwrite().save(path);
    TrainedLanguageModel loaded = TrainedLanguageModel.load(path);
    assertThat(loaded.uid()).isEqualTo(model.uid());
    assertThat(loaded.extractParamMap().size()).isEqualTo(model.extractParamMap().size());
    assertThat(loaded.summary()).isEqualTo(model.summary());
    assertThat(loaded.transform(articles).orderBy("id").collectAsList())
        .isEqualTo(model.transform(articles).orderBy("id").collectAsList());
    Cli.run("generate", "--checkpoint", folder.resolve("saved/model"), "--length", 5).expect(0);
  }

  @Test
  void trainerAndModelAreStagesAsMllibAsksForThem() throws Exception {
    MllibChecks.checkParams(fitted);
    MllibChecks.checkParams(model);
    MllibChecks.checkCopyAndUids(fitted, model);
    LanguageModelTrainer trainer = SmallFits.trainer().setConf("sample.temperatures", "[0.5, 1]");
    LanguageModelTrainer loaded = MllibChecks.readWrite(trainer, folder);
    assertThat(new SettingParams(loaded).given(loaded))
        .isEqualTo(new SettingParams(trainer).given(trainer));
    MllibChecks.readWrite(model.copy(new ParamMap()).setPrefix("lm_"), folder);
    Metadata told = new MetadataBuilder().putString("said", "once").build();
    Dataset<Row> described = articles.withColumn("id", articles.col("id").as("id", told));
    MllibChecks.checkSchema(model, described);
    assertThat(model.transform(described).schema().apply("id").metadata()).isEqualTo(told);
    for (Params evaluator : List.of(new PerplexityEvaluator(), new ClassEvaluator())) {
      MllibChecks.checkParams(evaluator);
      MllibChecks.readWrite((MLWritable) evaluator, folder);
    }
  }

  @Test
  void aColumnSaysWhichSplitATextGoesTo() throws IOException {
    Dataset<Row> divided =
        articles.withColumn(
            "part", functions.expr("case when id % 3 = 0 then 'validation' else 'train' end"));
    Path work = folder.resolve("divided");
    TrainedLanguageModel trained =
        SmallFits.trainer()
            .setConf("train.epochs", "1")
            .setSplitColumn("part")
            .setWorkFolder(work.toString())
            .fit(divided);
    ShardSet shards =
        ShardSet.open(FolderHashes.only(work, "data-").toString(), new Configuration(false));
    long valid = divided.where("part = 'validation'").count();
    assertThat(shards.split(Split.VALID).articles()).isEqualTo(valid).isPositive();
    assertThat(shards.split(Split.TRAIN).articles()).isEqualTo(SmallFits.ARTICLES - valid);
    assertThat(shards.split(Split.TEST).articles()).isZero();
    assertThat(trained.summary().epochs().get(0).validPerplexity()).isGreaterThan(1);
    assertThatThrownBy(() -> SmallFits.trainer().setSplitColumn("floor").fit(articles))
        .hasMessage("column floor is double, it must be a text");
  }

  @Test
  void theEmbeddingStartsFromVectorsAndOthersInTheirPlaceBeginAnotherRun() throws IOException {
    Path vectors = Files.writeString(folder.resolve("vectors.txt"), "e 1 2 3\nt 3 2 1\n");
    Path work = folder.resolve("of-vectors");
    LanguageModelTrainer trainer =
        SmallFits.trainer()
            .setConf("train.epochs", "1")
            .setConf("train.round-batches", "64")
            .setConf("model.embedding-size", "3")
            .setConf("train.vectors", vectors.toString())
            .setWorkFolder(work.toString());
    trainer.fit(articles);
    Path run = FolderHashes.only(work, "run-");
    assertThat(Files.readString(run.resolve("vectors.json")).replace(" ", ""))
        .contains("\"coveredTypes\":4,");
    Files.writeString(vectors, "e 1 2 3\n");
    trainer.fit(articles);
    try (Stream<Path> files = Files.list(work)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("run-")))
          .contains(run)
          .hasSize(2);
    }
    FolderHashes.only(work, "data-");
  }

  @Test
  void functionsOfSqlTellTheNumbersOfTheTable() {
    List<String> names =
        TextFunctions.register(
            session, folder.resolve("run").toString(), "lm_", Map.of("generate.length", 5));
    assertThat(names).contains("lm_score", "lm_perplexity", "lm_completion", "lm_embedding");
    articles.where("id < 1200").createOrReplaceTempView("articles");
    List<Row> told =
        session
            .sql(
                "select id, lm_nats(text), lm_tokens(text), lm_score(text).unknown_tokens,"
                    + " lm_perplexity(text) from articles order by id")
            .collectAsList();
    assertThat(told)
        .isEqualTo(
            model
                .transform(articles.where("id < 1200"))
                .select("id", "nats", "tokens", "unknown_tokens", "perplexity")
                .orderBy("id")
                .collectAsList());
    Row constant = session.sql("select lm_perplexity(null), length(lm_completion('It '))").first();
    assertThat(constant.isNullAt(0)).isTrue();
    assertThat(constant.getInt(1)).isBetween(1, 5);
  }
}
