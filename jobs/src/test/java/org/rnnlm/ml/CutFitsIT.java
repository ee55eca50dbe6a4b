package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BlockManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.runtime.AbstractFunction1;

/**
 * A fit that was cut goes on where it stood, one that came to its end is not done again, and none
 * leaves anything behind.
 */
class CutFitsIT {
  @TempDir private static Path folder;

  private static SparkSession session;
  private static Dataset<Row> articles;
  private static TrainedLanguageModel uncut;

  @BeforeAll
  static void trainUncut() {
    session = LocalSession.open();
    articles = ArticleRows.of(session, 0, SmallFits.ARTICLES);
    uncut = SmallFits.trainer().setWorkFolder(folder.resolve("work").toString()).fit(articles);
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @Test
  void aFitThatWasCutGoesOnInItsWorkFolderAndEndsWithTheSameBits() throws Exception {
    Path work = folder.resolve("cut");
    LanguageModelTrainer trainer = SmallFits.trainer().setWorkFolder(work.toString());
    cancelInEpoch2(trainer);
    Path run = FolderHashes.only(work, "run-");
    assertThat(FolderHashes.of(run, FolderHashes.MODELS)).hasSize(1);
    try (Stream<Path> files = Files.list(work)) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("input-"));
    }

    List<String> rounds = new ArrayList<>();
    SparkListener listener = new Descriptions(rounds);
    session.sparkContext().addSparkListener(listener);
    TrainedLanguageModel resumed = trainer.fit(articles);
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().removeSparkListener(listener);
    assertThat(rounds)
        .noneMatch(told -> told.contains(": epoch 1, "))
        .anyMatch(told -> told.contains(": epoch 2, "));
    Path uncutRun = FolderHashes.only(folder.resolve("work"), "run-");
    assertThat(FolderHashes.of(run, FolderHashes.MODELS))
        .isEqualTo(FolderHashes.of(uncutRun, FolderHashes.MODELS));
    assertThat(resumed.trained().network().params()).isEqualTo(uncut.trained().network().params());
  }

  @Test
  void aFitLeavesNeitherItsFolderNorBroadcastsOfItsParametersBehind() throws IOException {
    List<Path> folders = temporary();
    long before = broadcastBytes();
    TrainedLanguageModel large =
        SmallFits.trainer()
            .setConf("model.hidden-size", "200")
            .setConf("train.epochs", "1")
            .setConf("train.round-batches", "1")
            .fit(articles.where("id < 1200"));
    long parameters = large.trained().network().numParams() * 4;
    assertThat(large.summary().epochs().get(0).rounds()).isGreaterThan(1);
    assertThat(broadcastBytes() - before).isLessThan(parameters);
    assertThat(large.summary().run()).isEmpty();
    assertThat(temporary()).isEqualTo(folders);
  }

  private static long broadcastBytes() {
    BlockManager blocks = SparkEnv.get().blockManager();
    long bytes = 0;
    scala.collection.Iterator<BlockId> found =
        blocks.getMatchingBlockIds(new OfBroadcast()).iterator();
    while (found.hasNext()) {
      BlockId block = found.next();
      bytes += blocks.getStatus(block).get().memSize() + blocks.getStatus(block).get().diskSize();
    }
    return bytes;
  }

  private static final class OfBroadcast extends AbstractFunction1<BlockId, Object> {
    @Override
    public Object apply(BlockId block) {
      return block.isBroadcast();
    }
  }

  @Test
  void anotherFitInTheSameFolderTrainsNothingAgain() throws Exception {
    Map<String, String> before =
        FolderHashes.of(folder.resolve("work"), ".*(metrics.jsonl|parquet)");
    List<String> rounds = new ArrayList<>();
    SparkListener listener = new Descriptions(rounds);
    session.sparkContext().addSparkListener(listener);
    TrainedLanguageModel again =
        SmallFits.trainer()
            .setWorkFolder(folder.resolve("work").toString())
            .fit(articles.repartition(7).orderBy("text"));
    session.sparkContext().listenerBus().waitUntilEmpty();
    session.sparkContext().removeSparkListener(listener);
    assertThat(rounds).isNotEmpty().noneMatch(told -> told.contains(": epoch "));
    assertThat(again.summary()).isEqualTo(uncut.summary());
    assertThat(FolderHashes.of(folder.resolve("work"), ".*(metrics.jsonl|parquet)"))
        .isEqualTo(before);
  }

  @Test
  void aCancelledFitLeavesNothingBehind() throws IOException {
    List<Path> before = temporary();
    cancelInEpoch2(SmallFits.trainer());
    assertThat(temporary()).isEqualTo(before);
    assertThat(session.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
  }

  /** Cancels a fit as a notebook's user does who stops a cell. */
  private static void cancelInEpoch2(LanguageModelTrainer trainer) {
    AtomicReference<String> cancelled = new AtomicReference<>("");
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            String told = job.properties().getProperty("spark.job.description", "");
            if (told.contains(": epoch 2, ") && cancelled.compareAndSet("", told)) {
              session.sparkContext().cancelJobGroup("cell");
            }
          }
        };
    session.sparkContext().addSparkListener(listener);
    session.sparkContext().setJobGroup("cell", "a notebook's cell", false);
    assertThatThrownBy(() -> trainer.fit(articles)).hasMessageContaining("cancelled");
    assertThat(cancelled.get()).contains(": epoch 2, ");
    assertThat(session.sparkContext().getLocalProperty("spark.jobGroup.id")).isEqualTo("cell");
    assertThat(session.sparkContext().getLocalProperty("spark.job.description"))
        .isEqualTo("a notebook's cell");
    session.sparkContext().removeSparkListener(listener);
    session.sparkContext().clearJobGroup();
  }

  private static List<Path> temporary() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(WorkFolder.TEMPORARY))
          .sorted()
          .toList();
    }
  }
}
