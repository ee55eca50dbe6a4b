package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Json;
import org.rnnlm.jobs.Cli;

/** Classifiers and translators trained on DataFrames are the commands' own. */
class LabelsAndPairsIT {
  private static final List<String> SETTINGS =
      List.of(
          "prepare.valid-share=0.2",
          "model.layers=1",
          "model.hidden-size=12",
          "train.batch-size=8",
          "train.round-batches=8",
          "train.learning-rate=0.02",
          "train.schedule=constant",
          "train.clip-norm=5",
          "train.epochs=3",
          "sample.length=5");
  private static final List<String> LABELLED =
      List.of("prepare.mode=labelled", "model.head=class", "prepare.label-field=kind");
  private static final List<String> PAIRS =
      List.of("prepare.mode=pair", "model.architecture=encoder-decoder");

  @TempDir private static Path folder;

  private static SparkSession session;

  /** The commands have contexts of their own, so they come first. */
  @BeforeAll
  static void runTheCommands() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Row row : texts()) {
      texts.add(Json.line(Map.of("text", row.getString(0), "kind", row.getInt(1))));
    }
    train("labelled", texts, LABELLED);
    List<String> pairs = new ArrayList<>();
    for (Row row : pairs()) {
      pairs.add(Json.line(Map.of("source", row.getString(0), "target", row.getString(1))));
    }
    train("pair", pairs, PAIRS);
    session = LocalSession.open();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  private static void train(String name, List<String> lines, List<String> more) throws IOException {
    Path input = Files.write(folder.resolve(name + ".jsonl"), lines);
    List<Object> settings = new ArrayList<>();
    SETTINGS.forEach(set -> settings.addAll(List.of("--set", set)));
    more.forEach(set -> settings.addAll(List.of("--set", set)));
    Path data = folder.resolve(name + "-data");
    run(List.of("prepare", "--input", input, "--output", data), settings);
    run(List.of("train", "--data", data, "--run", folder.resolve(name + "-run")), settings);
  }

  private static void run(List<Object> words, List<Object> settings) {
    List<Object> all = new ArrayList<>(words);
    all.addAll(settings);
    Cli.run(all.toArray()).expect(0);
  }

  /** Texts of which those of kind 1 have an x. */
  private static List<Row> texts() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      String number = Integer.toBinaryString(64 + i).replace('1', 'a').replace('0', 'b');
      rows.add(RowFactory.create(i % 2 == 0 ? number : number + "xx", i % 2));
    }
    return rows;
  }

  private static List<Row> pairs() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      String number = Integer.toBinaryString(64 + i);
      rows.add(RowFactory.create(number, new StringBuilder(number).reverse().toString()));
    }
    return rows;
  }

  private static <T extends TextTrainer<T, M>, M extends TrainedText<M>> T set(T trainer) {
    SETTINGS.forEach(set -> trainer.setConf(set.split("=")[0], set.split("=")[1]));
    return trainer;
  }

  private static void requireTheCommands(String name, Path work) throws IOException {
    assertThat(FolderHashes.of(FolderHashes.only(work, "data-"), FolderHashes.SHARDS))
        .isEqualTo(FolderHashes.of(folder.resolve(name + "-data"), FolderHashes.SHARDS))
        .hasSize(5);
    assertThat(FolderHashes.of(FolderHashes.only(work, "run-"), FolderHashes.MODELS))
        .isEqualTo(FolderHashes.of(folder.resolve(name + "-run"), FolderHashes.MODELS))
        .isNotEmpty();
  }

  @Test
  void aClassifierTellsClassesWithTheirProbabilitiesAndIsEvaluated() throws Exception {
    Path work = folder.resolve("labelled-work");
    Dataset<Row> texts =
        session
            .createDataFrame(texts(), StructType.fromDDL("text string, kind int"))
            .repartition(4);
    TextClassifierTrainer trainer =
        set(new TextClassifierTrainer()).setLabelColumn("kind").setWorkFolder(work.toString());
    TrainedTextClassifier model = trainer.fit(texts);
    requireTheCommands("labelled", work);
    checkStages(trainer, model);
    MllibChecks.checkSchema(model, texts);

    model.save(folder.resolve("classifier").toString());
    Dataset<Row> told =
        TrainedTextClassifier.load(folder.resolve("classifier").toString()).transform(texts);
    Row first = told.first();
    Map<String, Double> all = first.getJavaMap(first.fieldIndex("probabilities"));
    assertThat(all).containsOnlyKeys("0", "1");
    assertThat(all.get(first.<String>getAs("class"))).isEqualTo(first.<Double>getAs("probability"));
    ClassEvaluator evaluator = new ClassEvaluator().setColumns("kind", "class");
    long right = told.where("cast(kind as string) = class").count();
    assertThat(evaluator.evaluate(told)).isEqualTo(right / 160.0).isGreaterThan(0.9);
    assertThat(evaluator.setMetric("macro-f1").evaluate(told)).isGreaterThan(0.9);
    assertThat(model.summary().history().first().getJavaMap(7)).containsKey("valid-accuracy");
    assertThatThrownBy(
            () -> new TextClassifierTrainer().transformSchema(StructType.fromDDL("text string")))
        .hasMessage("there is no column label; there are text");
  }

  private static <T extends TextTrainer<T, M>, M extends TrainedText<M>> void checkStages(
      T trainer, M model) throws Exception {
    MllibChecks.checkParams(trainer);
    MllibChecks.checkParams(model);
    MllibChecks.checkCopyAndUids(trainer, model);
    MllibChecks.readWrite(trainer, folder);
    MllibChecks.readWrite(model, folder);
  }

  @Test
  void aTranslatorWritesTargetsAndIsEvaluatedByExactMatches() throws Exception {
    Path work = folder.resolve("pair-work");
    Dataset<Row> pairs =
        session
            .createDataFrame(pairs(), StructType.fromDDL("source string, target string"))
            .repartition(4);
    TranslatorTrainer trainer = set(new TranslatorTrainer()).setWorkFolder(work.toString());
    TrainedTranslator model = trainer.fit(pairs);
    requireTheCommands("pair", work);
    checkStages(trainer, model);

    Dataset<Row> told = model.setConf("translate.beam-width", "2").transform(pairs);
    assertThat(told.columns())
        .containsExactly("source", "target", "translation", "log_probability", "error");
    assertThat(told.where("translation is null or log_probability > 0").count()).isZero();
    double exact = new ClassEvaluator().setColumns("target", "translation").evaluate(told);
    assertThat(exact).isEqualTo(told.where("target = translation").count() / 160.0);
  }

  @Test
  void theF1ScoreIsTheMeanOverAllClasses() {
    Dataset<Row> told =
        session.sql(
            "select * from values ('a', 'a'), ('a', 'b'), ('b', 'b'), ('c', null), (null, 'a')"
                + " as t(label, class)");
    assertThat(new ClassEvaluator().evaluate(told)).isEqualTo(0.5);
    assertThat(new ClassEvaluator().setMetric("macro-f1").evaluate(told))
        .isEqualTo((2.0 / 3 + 2.0 / 3 + 0) / 3);
  }
}
