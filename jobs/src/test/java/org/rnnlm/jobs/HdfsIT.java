package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.Folder;
import org.rnnlm.train.ClaimContract;

/** All commands on HDFS with three data nodes, some of which die while a checkpoint is written. */
class HdfsIT {
  private static final int NODES = 3;

  @TempDir private static Path disks;
  private static MiniDFSCluster hdfs;
  private static SparkProperties properties;
  private static String root;

  private final List<DataNodeProperties> stopped = new ArrayList<>();

  @BeforeAll
  static void startThreeDataNodes() throws IOException {
    LocalReference.get();
    Configuration settings = new Configuration();
    settings.set("dfs.namenode.heartbeat.recheck-interval", "1000");
    settings.set("dfs.heartbeat.interval", "1");
    hdfs = new MiniDFSCluster.Builder(settings, disks.toFile()).numDataNodes(NODES).build();
    hdfs.waitActive();
    root = "hdfs://localhost:" + hdfs.getNameNodePort() + "/rnnlm/";
    properties =
        SparkProperties.set(
            Map.of(
                "spark.hadoop.fs.hdfs.impl",
                InterruptedWrites.class.getName(),
                "spark.hadoop.dfs.client.block.write.replace-datanode-on-failure.best-effort",
                "true"));
    LocalReference.prepare(LocalReference.get().dump(), root + "data").expect(0);
  }

  @AfterAll
  static void stop() {
    if (properties != null) {
      properties.close();
    }
    if (hdfs != null) {
      hdfs.shutdown();
    }
  }

  @AfterEach
  void startWhatWasStopped() throws IOException {
    for (DataNodeProperties node : stopped) {
      hdfs.restartDataNode(node, true);
    }
    hdfs.waitActive();
  }

  private void kill(int nodes) {
    for (int i = 0; i < nodes; i++) {
      stopped.add(hdfs.stopDataNode(0));
    }
  }

  private static float[] parameters(String run) {
    return LocalReference.parameters(root + run, HadoopSettings.current());
  }

  @Test
  void everyCommandDoesOnHdfsWhatItDoesOnALocalDisk() throws IOException {
    Cli.run("corpus", "--output", root + "corpus", "--articles", 60).expect(0);
    LocalReference.prepare(root + "corpus/encyclopedia.xml.bz2", root + "again").expect(0);
    Configuration hadoop = HadoopSettings.current();
    assertThat(Folder.at(root + "again", hadoop).readText("MANIFEST.json"))
        .isEqualTo(Files.readString(Path.of(LocalReference.get().data(), "MANIFEST.json")));

    LocalReference.train(root + "again", root + "run", "train.epochs=1").expect(0);
    LocalReference.resume(root + "again", root + "run", "train.epochs=2").expect(0);
    assertThat(parameters("run")).isEqualTo(LocalReference.get().parameters());

    assertThat(evaluate(root + "run", root + "again"))
        .isEqualTo(evaluate(LocalReference.get().run(), LocalReference.get().data()));
    assertThat(
            LocalReference.score(
                root + "run", root + "corpus/encyclopedia.xml.bz2", root + "scores", hadoop))
        .isEqualTo(LocalReference.get().scores());
    assertThat(generate(root + "run")).isEqualTo(generate(LocalReference.get().run()));
    assertThat(Cli.run("verify", root + "again", root + "run").expect(0).lastLine())
        .contains("\"ok\":true");
    assertThat(Cli.run("inspect", root + "again", "--count", 1).expect(0).out())
        .isEqualTo(Cli.run("inspect", LocalReference.get().data(), "--count", 1).out());
  }

  private static String evaluate(String run, String data) {
    String line = Cli.run("evaluate", "--checkpoint", run, "--data", data).expect(0).lastLine();
    return line.substring(line.indexOf("\"split\""));
  }

  private static String generate(String run) {
    return Cli.run("generate", "--checkpoint", run, "--length", 50).expect(0).out();
  }

  @Test
  void aDataNodeThatDiesWhileACheckpointIsWrittenLosesNothing() {
    InterruptedWrites.interrupt(
        path -> path.toString().endsWith("000004/model.zip"), () -> kill(1));

    LocalReference.train(root + "data", root + "one-dies", "train.epochs=2").expect(0);

    assertThat(stopped).hasSize(1);
    assertThat(parameters("one-dies")).isEqualTo(LocalReference.get().parameters());
    Cli.run("verify", root + "one-dies").expect(0);
  }

  @Test
  void withoutDataNodesTheRunFailsNamesItsLastCheckpointAndGoesOnLater() throws IOException {
    String run = root + "all-die";
    InterruptedWrites.interrupt(
        path -> path.toString().endsWith("000004/model.zip"), () -> kill(NODES));

    Cli.Result failed = LocalReference.train(root + "data", run, "train.epochs=2").expect(1);

    assertThat(failed.err())
        .contains("error: " + run + "/checkpoints/round-000004/model.zip cannot be written")
        .contains("the last good checkpoint is " + run + "/checkpoints/round-000003")
        .contains("train --data " + root + "data --run " + run + " --resume");
    Folder folder = Folder.at(run, HadoopSettings.current());
    assertThat(folder.child("checkpoints/round-000004").exists("MANIFEST.json")).isFalse();
    startWhatWasStopped();
    stopped.clear();
    assertThat(CheckpointStore.of(folder).rounds()).containsExactly(2, 3);
    LocalReference.resume(root + "data", run).expect(0);
    assertThat(parameters("all-die")).isEqualTo(LocalReference.get().parameters());
  }

  @Test
  void aRunHasOneDriver() {
    ClaimContract.holdsOn(
        Folder.at(root + "claimed", HadoopSettings.current()), Duration.ofSeconds(2));
    OneDriver.isAllThatARunHas(root + "data", root + "held", Duration.ofSeconds(2));
  }

  @Test
  void aShardWhoseWriterIsKilledIsWholeOrAsItWas() throws Exception {
    Folder folder = Folder.at(root + "shards", HadoopSettings.current());
    folder.publish("shard", "as it was".repeat(500).getBytes(StandardCharsets.UTF_8));
    Thread writer = new Thread(() -> folder.publish("shard", new byte[100_000]));
    InterruptedWrites.interrupt(path -> true, writer::interrupt);
    writer.setUncaughtExceptionHandler((thread, failure) -> {});
    writer.start();
    writer.join();

    assertThat(folder.readText("shard")).startsWith("as it was");
    folder.deleteUnpublished();
    assertThat(folder.files()).containsExactly("shard");
  }
}
