package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users see when something is broken: one clear line, the right exit code, nothing
 * half-written.
 */
class DamageIT {
  @TempDir private static Path shared;
  @TempDir private Path folder;

  @BeforeAll
  static void makeCorpusShardsAndRun() {
    Cli.run("corpus", "--output", shared.resolve("corpus"), "--articles", 60).expect(0);
    Cli.run(
            "prepare",
            "--input",
            shared.resolve("corpus/encyclopedia.xml.bz2"),
            "--output",
            shared.resolve("data"),
            "--set",
            "prepare.length=50",
            "--set",
            "prepare.valid-share=0.2")
        .expect(0);
    train(shared.resolve("data"), shared.resolve("run")).expect(0);
  }

  private static Cli.Result train(Path data, Path run) {
    return Cli.run(
        "train",
        "--data",
        data,
        "--run",
        run,
        "--set",
        "model.hidden-size=6",
        "--set",
        "train.epochs=2",
        "--set",
        "sample.length=5");
  }

  private Cli.Result prepare(Path input) {
    Cli.Result result =
        Cli.run("prepare", "--input", input, "--output", folder.resolve("out")).expect(1);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(result.err().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
    return result;
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  private static void flipAByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 0x10;
    Files.write(file, bytes);
  }

  private static byte[] dump() throws IOException {
    return Files.readAllBytes(shared.resolve("corpus/encyclopedia.xml.bz2"));
  }

  @Test
  void aTruncatedDumpIsNamed() throws IOException {
    Path cut =
        Files.write(folder.resolve("cut.xml.bz2"), Arrays.copyOf(dump(), dump().length - 100));
    assertThat(prepare(cut).err())
        .contains("cut.xml.bz2")
        .contains("cut short")
        .contains("download it again");
  }

  @Test
  void xmlCutInTheMiddleOfAPageIsNamed() throws IOException {
    Path cut = folder.resolve("cut.xml");
    try (BZip2CompressorInputStream xml =
            new BZip2CompressorInputStream(
                Files.newInputStream(shared.resolve("corpus/encyclopedia.xml.bz2")));
        OutputStream out = Files.newOutputStream(cut)) {
      out.write(xml.readNBytes(30_000));
    }
    assertThat(prepare(cut).err()).contains("cut.xml").contains("after page").contains("line ");
  }

  @Test
  void aDumpWithoutPagesIsNamed() throws IOException {
    Path empty =
        Files.writeString(
            folder.resolve("empty.xml"),
            "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.10/\"></mediawiki>");
    assertThat(prepare(empty).err()).contains("empty.xml: there are no articles");
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    assertThat(prepare(Files.createFile(folder.resolve("nothing.xml.bz2"))).err())
        .contains("nothing.xml.bz2");
    assertThat(prepare(Files.createFile(folder.resolve("nothing.txt"))).err())
        .contains("nothing.txt: no article is kept of 1: {no-text=1, read=1}");
  }

  @Test
  void aMissingInputAndOneOfUnknownKindAreNamed() throws IOException {
    assertThat(prepare(folder.resolve("missing.xml")).err()).contains("missing.xml does not exist");
    assertThat(prepare(Files.writeString(folder.resolve("notes.doc"), "x")).err())
        .contains("notes.doc")
        .contains("prepare.format");
  }

  @Test
  void textThatIsNotUtf8IsNamed() throws IOException {
    assertThat(
            prepare(
                    Files.write(
                        folder.resolve("latin.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9, '\n'}))
                .err())
        .contains("latin.txt is not UTF-8");
  }

  @Test
  void aShardWithAFlippedByteIsNamedByTrainEvaluateAndVerify() throws IOException {
    Path data = copy(shared.resolve("data"), folder.resolve("data"));
    for (String split : new String[] {"train", "test"}) {
      flipAByte(data.resolve(split + "/shard-00000.parquet"));
    }
    assertThat(train(data, folder.resolve("run")).expect(1).err())
        .contains("train/shard-00000.parquet does not have the SHA-256 of its manifest");
    assertThat(
            Cli.run("evaluate", "--checkpoint", shared.resolve("run"), "--data", data)
                .expect(1)
                .err())
        .contains("test/shard-00000.parquet");
    assertThat(Cli.run("verify", data).expect(1).out())
        .contains("damaged")
        .contains("shard-00000.parquet")
        .contains("\"ok\":false");
  }

  @Test
  void aRunThatFailsNamesItsLastCheckpointAndHowToGoOn() throws IOException {
    Path data = copy(shared.resolve("data"), folder.resolve("data"));
    Path run = copy(shared.resolve("run"), folder.resolve("run"));
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
    Cli.run("train", "--data", shared.resolve("data"), "--run", run, "--resume").expect(0);
  }

  @Test
  void aComparisonThatFailsNamesTheCommandThatGoesOn() throws IOException {
    Path data = copy(shared.resolve("data"), folder.resolve("data"));
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
        shared.resolve("data/train/shard-00000.parquet"),
        data.resolve("train/shard-00000.parquet"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(Cli.run((Object[]) command.split(" ")).expect(0).out()).contains("| two |");
  }

  @Test
  void shardsWithoutAManifestAreRefused() throws IOException {
    Path data = copy(shared.resolve("data"), folder.resolve("data"));
    Files.delete(data.resolve("MANIFEST.json"));
    Cli.Result result = train(data, folder.resolve("run")).expect(1);
    assertThat(result.err()).contains("MANIFEST.json does not exist").contains("run prepare again");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  private static Path newest(Path run) throws IOException {
    try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"))) {
      return checkpoints.sorted().reduce((first, second) -> second).orElseThrow();
    }
  }

  @Test
  void aCheckpointWithoutManifestIsPassedOverOrRefused() throws IOException {
    Path run = copy(shared.resolve("run"), folder.resolve("run"));
    Path checkpoint = newest(run);
    Files.delete(checkpoint.resolve("MANIFEST.json"));
    assertThat(Cli.run("generate", "--checkpoint", checkpoint).expect(1).err())
        .contains("MANIFEST.json does not exist")
        .contains("take an older one");
    Cli.Result resumed =
        Cli.run("train", "--data", shared.resolve("data"), "--run", run, "--resume").expect(0);
    assertThat(resumed.out())
        .contains("resuming")
        .contains("epoch 2/2")
        .doesNotContain("epoch 1/2");
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
        .hasSameSizeAs(Files.readAllLines(shared.resolve("run/metrics.jsonl")));
  }

  @Test
  void aCheckpointWithAWrongHashIsNamed() throws IOException {
    Path run = copy(shared.resolve("run"), folder.resolve("run"));
    Path damaged = newest(run);
    flipAByte(damaged.resolve("model.zip"));
    String named = "model.zip does not have the SHA-256 of its manifest";

    assertThat(
            Cli.run("evaluate", "--checkpoint", damaged, "--data", shared.resolve("data"))
                .expect(1)
                .err())
        .contains(named);
    assertThat(Cli.run("generate", "--checkpoint", damaged).expect(1).err()).contains(named);
    assertThat(Cli.run("verify", run).expect(1).out()).contains("model.zip");
    assertThat(
            Cli.run(
                    "train",
                    "--data",
                    shared.resolve("data"),
                    "--run",
                    run,
                    "--resume",
                    "--set",
                    "train.epochs=3")
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
            Cli.run(
                    "evaluate",
                    "--checkpoint",
                    shared.resolve("run"),
                    "--data",
                    folder.resolve("other"))
                .expect(1)
                .err())
        .contains("was trained with another vocabulary")
        .contains("other");
    Path data = copy(shared.resolve("data"), folder.resolve("data"));
    Files.copy(
        folder.resolve("other/vocabulary.tsv"),
        data.resolve("vocabulary.tsv"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(train(data, folder.resolve("run")).expect(1).err()).contains("vocabulary.tsv");
  }

  @ParameterizedTest
  @CsvSource({
    "train.epoch=3, did you mean train.epochs",
    "train.epochs=0, train.epochs = 0",
    "train.epochs=many, must be a",
    "model.dropout=1, model.dropout = 1",
    "model.cell=transformer, 'one of simple-rnn, lstm'",
    "train.learning-rate=0, more than 0"
  })
  void aWrongSettingEndsWithItsKeyBeforeAnythingIsWritten(String assignment, String expected) {
    Cli.Result result =
        Cli.run(
                "train",
                "--data",
                shared.resolve("data"),
                "--run",
                folder.resolve("run"),
                "--set",
                assignment)
            .expect(2);
    assertThat(result.err())
        .contains(expected)
        .contains(assignment.substring(0, assignment.indexOf('=')));
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void aFolderThatExistsAlreadyIsRefused() {
    Path dump = shared.resolve("corpus/encyclopedia.xml.bz2");
    assertThat(
            Cli.run("prepare", "--input", dump, "--output", shared.resolve("data")).expect(1).err())
        .contains("is not empty");
    assertThat(train(shared.resolve("data"), shared.resolve("run")).expect(1).err())
        .contains("is not empty")
        .contains("--resume");
    assertThat(Cli.run("corpus", "--output", shared.resolve("corpus")).expect(1).err())
        .contains("exists already");
    assertThat(Cli.run("verify", shared.resolve("data"), shared.resolve("run")).exitCode())
        .isZero();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Path dump = shared.resolve("corpus/encyclopedia.xml.bz2");
    assertThat(Cli.run("prepare", "--input", dump, "--output", file.resolve("out")).expect(1).err())
        .contains("file/out")
        .contains("cannot be written");
    assertThat(train(shared.resolve("data"), file.resolve("run")).expect(1).err())
        .contains("file/run")
        .contains("cannot be written");
    assertThat(file).hasContent("in the way");
  }

  @Test
  void resumingWhatIsNoRunIsRefused() {
    assertThat(
            Cli.run(
                    "train",
                    "--data",
                    shared.resolve("data"),
                    "--run",
                    folder.resolve("none"),
                    "--resume")
                .expect(1)
                .err())
        .contains("there is no run to resume");
  }

  @Test
  void wrongUsageIsExplained() {
    assertThat(Cli.run("train", "--run", folder).expect(2).err()).contains("--data");
    assertThat(Cli.run("trane").expect(2).err()).contains("trane").contains("train");
    assertThat(
            Cli.run("evaluate", "--checkpoint", "x", "--data", "y", "--split", "dev")
                .expect(2)
                .err())
        .contains("dev");
  }
}
