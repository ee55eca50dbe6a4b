package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;

/**
 * What users see when shards or checkpoints are broken: one clear line, the right exit code, and
 * the way to go on.
 */
class DamageIT extends DamageFixture {
  @Test
  void aShardWithAFlippedByteIsNamedByTrainEvaluateAndVerify() throws IOException {
    Path data = copy(data(), folder.resolve("data"));
    for (String split : new String[] {"train", "test"}) {
      flipAByte(data.resolve(split + "/shard-00000.parquet"));
    }
    assertThat(train(data, folder.resolve("run")).expect(1).err())
        .contains("train/shard-00000.parquet does not have the SHA-256 of its manifest");
    assertThat(Cli.run("evaluate", "--checkpoint", run(), "--data", data).expect(1).err())
        .contains("test/shard-00000.parquet");
    assertThat(Cli.run("verify", data).expect(1).out())
        .contains("damaged")
        .contains("shard-00000.parquet")
        .contains("\"ok\":false");
  }

  @Test
  void aRunThatFailsNamesItsLastCheckpointAndHowToGoOn() throws IOException {
    Path data = copy(data(), folder.resolve("data"));
    Path run = copy(run(), folder.resolve("run"));
    flipAByte(data.resolve("train/shard-00000.parquet"));
    Cli.Result result =
        Cli.run("train", "--data", data, "--run", run, "--resume", "--set", "train.epochs=3")
            .expect(1);
    assertThat(result.err().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
    assertThat(result.err())
        .contains("train/shard-00000.parquet does not have the SHA-256 of its manifest")
        .contains("the last good checkpoint is " + newest(run))
        .contains(
            "this goes on: submit/rnnlm train --data " + data + " --run " + run + " --resume");
    Cli.run("train", "--data", data(), "--run", run, "--resume").expect(0);
  }

  @Test
  void aComparisonThatFailsNamesTheCommandThatGoesOn() throws IOException {
    Path data = copy(data(), folder.resolve("data"));
    Path file =
        Files.writeString(
            folder.resolve("two.conf"),
            """
            settings { model { layers = 1, hidden-size = 4 }, train { workers = 1, epochs = 1 } }
            axes = [[{ name = one, train.seed = 1 }, { name = two, train.seed = 2 }]]
            """);
    Path output = folder.resolve("compared");
    flipAByte(data.resolve("train/shard-00000.parquet"));
    String command = "compare --config " + file + " --data " + data + " --output " + output;
    assertThat(Cli.run((Object[]) command.split(" ")).expect(1).err())
        .contains("train/shard-00000.parquet does not have the SHA-256 of its manifest")
        .contains("this goes on: submit/rnnlm " + command);
    Files.copy(
        data().resolve("train/shard-00000.parquet"),
        data.resolve("train/shard-00000.parquet"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(Cli.run((Object[]) command.split(" ")).expect(0).out()).contains("| two |");
  }

  @Test
  void shardsWithoutAManifestAreRefused() throws IOException {
    Path data = copy(data(), folder.resolve("data"));
    Files.delete(data.resolve("MANIFEST.json"));
    Cli.Result result = train(data, folder.resolve("run")).expect(1);
    assertThat(result.err()).contains("has no MANIFEST.json").contains("prepare did not finish");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aCheckpointWithoutManifestIsPassedOverOrRefused() throws IOException {
    Path run = copy(run(), folder.resolve("run"));
    Path checkpoint = newest(run);
    Files.delete(checkpoint.resolve("MANIFEST.json"));
    assertThat(Cli.run("generate", "--checkpoint", checkpoint).expect(1).err())
        .contains("MANIFEST.json does not exist")
        .contains("take an older one");
    Cli.Result resumed = Cli.run("train", "--data", data(), "--run", run, "--resume").expect(0);
    assertThat(resumed.out())
        .contains("resuming")
        .contains("epoch 2/2")
        .doesNotContain("epoch 1/2");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
        .hasSameSizeAs(Files.readAllLines(run().resolve("metrics.jsonl")));
  }

  @Test
  void aCheckpointWithAWrongHashIsNamed() throws IOException {
    Path run = copy(run(), folder.resolve("run"));
    Path damaged = newest(run);
    flipAByte(damaged.resolve("model.zip"));
    String named = "model.zip does not have the SHA-256 of its manifest";

    assertThat(Cli.run("evaluate", "--checkpoint", damaged, "--data", data()).expect(1).err())
        .contains(named);
    assertThat(Cli.run("generate", "--checkpoint", damaged).expect(1).err()).contains(named);
    assertThat(Cli.run("verify", run).expect(1).out()).contains("model.zip");
    assertThat(
            Cli.run("train", "--data", data(), "--run", run, "--resume", "--set", "train.epochs=3")
                .expect(0)
                .err())
        .contains(named, "is passed over");
  }

  @Test
  void theVocabularyOfAnotherCorpusIsRefused() throws IOException {
    Path text =
        Files.writeString(
            folder.resolve("other.txt"), "to be or not to be, that is the question. ".repeat(100));
    Cli.run(
            "prepare",
            "--input",
            text,
            "--output",
            folder.resolve("other"),
            "--set",
            "prepare.length=20")
        .expect(0);
    assertThat(
            Cli.run("evaluate", "--checkpoint", run(), "--data", folder.resolve("other"))
                .expect(1)
                .err())
        .contains("was trained with another vocabulary")
        .contains("other");
    Path data = copy(data(), folder.resolve("data"));
    Files.copy(
        folder.resolve("other/vocabulary.tsv"),
        data.resolve("vocabulary.tsv"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(train(data, folder.resolve("run")).expect(1).err()).contains("vocabulary.tsv");
  }
}
