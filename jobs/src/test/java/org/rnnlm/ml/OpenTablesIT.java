package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.package$;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Json;
import org.rnnlm.jobs.Cli;
import org.rnnlm.jobs.SparkProperties;

/**
 * Tables of Delta Lake and of Apache Iceberg are read and written by the commands, and by fit and
 * transform, as files are: the user brings the format's jar and its settings of Spark, and no more.
 */
class OpenTablesIT {
  private static final int ARTICLES = 40;
  private static final List<String> SETTINGS =
      List.of(
          "prepare.id-field=id",
          "prepare.length=50",
          "prepare.valid-share=0.2",
          "model.hidden-size=8",
          "train.batch-size=8",
          "train.round-batches=32",
          "train.epochs=1",
          "sample.length=1");

  @TempDir private static Path folder;

  private static Path lines;

  @BeforeAll
  static void writeLines() throws IOException {
    String version = package$.MODULE$.SPARK_VERSION();
    assumeTrue(version.startsWith("3.5."), "the formats' jars here are for Spark 3.5: " + version);
    List<String> all = new ArrayList<>();
    for (Row row : ArticleRows.rows(0, ARTICLES)) {
      all.add(Json.line(Map.of("id", row.getLong(0), "text", row.getString(1))));
    }
    lines = Files.write(folder.resolve("articles.jsonl"), all);
  }

  @Test
  void deltaTablesAreReadAndWritten() throws IOException {
    Path warehouse = folder.resolve("delta");
    String articles = "delta.`" + warehouse.resolve("articles") + "`";
    readAndWrite(
        "delta",
        Map.of(
            "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
            "spark.sql.warehouse.dir", warehouse.toString(),
            "spark.sql.sources.default", "delta"),
        session ->
            ArticleRows.of(session, 0, ARTICLES)
                .write()
                .format("delta")
                .save(warehouse.resolve("articles").toString()),
        articles,
        "scored",
        "delta.`" + warehouse.resolve("scored") + "`");
    assertThat(warehouse.resolve("scored/_delta_log")).isDirectory();
  }

  @Test
  void icebergTablesAreReadAndWritten() throws IOException {
    Path warehouse = folder.resolve("iceberg");
    readAndWrite(
        "iceberg",
        Map.of(
            "spark.sql.extensions",
            "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
            "spark.sql.catalog.lake",
            "org.apache.iceberg.spark.SparkCatalog",
            "spark.sql.catalog.lake.type",
            "hadoop",
            "spark.sql.catalog.lake.warehouse",
            warehouse.toString()),
        session -> ArticleRows.of(session, 0, ARTICLES).writeTo("lake.db.articles").create(),
        "lake.db.articles",
        "lake.db.scored",
        "lake.db.scored");
    assertThat(warehouse.resolve("db/scored/metadata")).isDirectory();
  }

  /** Makes a table. */
  private interface Made {
    void in(SparkSession session) throws Exception;
  }

  /**
   * @param articles name of the table that is read
   * @param scored name that the command writes to
   * @param again name of the same table for other sessions
   */
  private static void readAndWrite(
      String format,
      Map<String, String> settings,
      Made made,
      String articles,
      String scored,
      String again)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("spark.ui.enabled", "false");
    all.put("spark.sql.shuffle.partitions", "2");
    all.put("spark.databricks.delta.snapshotPartitions", "2"); // it makes 50 tasks of each look
    SparkProperties properties = SparkProperties.set(all);
    try {
      SparkSession session = LocalSession.open();
      try {
        made.in(session);
      } catch (Exception e) {
        throw new AssertionError(format + " has no table", e);
      } finally {
        session.stop();
      }
      byCommands(format, articles, scored);
      byStages(format, articles, again);
    } finally {
      properties.close();
    }
  }

  private static void byCommands(String format, String articles, String scored) throws IOException {
    Path ofLines = folder.resolve(format + "-of-lines");
    Path ofTable = folder.resolve(format + "-of-table");
    command("prepare", "--input", lines, "--output", ofLines);
    command("prepare", "--table", articles, "--output", ofTable);
    assertThat(FolderHashes.of(ofTable, FolderHashes.SHARDS))
        .isEqualTo(FolderHashes.of(ofLines, FolderHashes.SHARDS))
        .hasSizeGreaterThan(3);
    Path run = folder.resolve(format + "-run");
    command("train", "--data", ofTable, "--run", run);
    String query = "select id, text from " + articles + " where id < 1200 order by id";
    String written =
        command(
                "score",
                "--checkpoint",
                run,
                "--sql",
                query,
                "--output",
                folder.resolve(format + "-scores"),
                "--output-table",
                scored)
            .out();
    assertThat(written).contains("saved      table " + scored);
  }

  private static Cli.Result command(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    SETTINGS.forEach(setting -> all.addAll(List.of("--set", setting)));
    return Cli.run(all.toArray()).expect(0);
  }

  private static void byStages(String format, String articles, String scored) {
    SparkSession session = LocalSession.open();
    try {
      LanguageModelTrainer trainer = new LanguageModelTrainer();
      SETTINGS.forEach(set -> trainer.setConf(set.split("=")[0], set.split("=")[1]));
      TrainedLanguageModel model = trainer.fit(session.table(articles));
      Dataset<Row> transformed =
          model
              .transform(session.table(articles))
              .where("id < 1200")
              .select("id", "nats", "tokens");
      assertThat(transformed.orderBy("id").collectAsList())
          .isEqualTo(
              session.table(scored).select("id", "nats", "tokens").orderBy("id").collectAsList())
          .hasSizeGreaterThan(5);
      String table = format.equals("delta") ? "transformed" : "lake.db.transformed";
      transformed.write().format(format).saveAsTable(table);
      assertThat(session.table(table).orderBy("id").collectAsList())
          .isEqualTo(transformed.orderBy("id").collectAsList());
    } finally {
      session.stop();
    }
  }
}
