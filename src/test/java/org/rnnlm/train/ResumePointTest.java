package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.checkpoint.CheckpointName;
import org.rnnlm.checkpoint.CheckpointPart;
import org.rnnlm.checkpoint.RecordingFileSystem;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Vocabulary;

/** A run goes on from its newest checkpoint that is whole, which is read once. */
class ResumePointTest {
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 1, 3).with(EmbeddingSpec.trained(2));
  private static final Vocabulary VOCABULARY = SampleShardSet.vocabulary();

  private final List<String> passedOver = new ArrayList<>();

  @TempDir private Path directory;
  private RunFolder run;

  private void write(int round) {
    run =
        round == 5
            ? RunFolder.create(
                RecordingFileSystem.uri(directory + "/run"),
                "",
                RecordingFileSystem.configuration())
            : run;
    int values = Math.toIntExact(Networks.create(MODEL, VOCABULARY.size(), 0.01, 5).numParams());
    run.checkpoints()
        .write(
            new CheckpointName(round),
            Networks.create(MODEL, VOCABULARY.size(), 0.01, 5),
            VOCABULARY,
            TrainingState.start(MODEL, VOCABULARY.fingerprint(), "", SequenceMode.STREAM),
            List.of(
                new CheckpointPart("outer.bin", out -> out.write(new byte[4 * values])),
                new CheckpointPart("moments-00000.bin", out -> out.write(new byte[8 * values])),
                new CheckpointPart("moments-00001.bin", out -> out.write(new byte[8 * values])),
                new CheckpointPart(
                    "settings.conf",
                    out -> out.write(text(round).getBytes(StandardCharsets.UTF_8)))));
  }

  private static String text(int round) {
    return "train.workers = " + round;
  }

  @Test
  void everyFileIsReadOnce() {
    write(5);
    write(7);
    RecordingFileSystem.OPENED.clear();

    ResumePoint point = ResumePoint.newest(run, passedOver::add).orElseThrow();

    assertThat(point.folder().name()).isEqualTo("round-000007");
    assertThat(point.settings()).contains(text(7));
    assertThat(point.velocity()).hasSize(Math.toIntExact(point.network().numParams()));
    assertThat(point.moments()).hasSize(2);
    assertThat(RecordingFileSystem.OPENED.stream().filter(name -> !name.equals("MANIFEST.json")))
        .containsExactlyInAnyOrderElementsOf(
            point.folder().files().stream().filter(name -> !name.equals("MANIFEST.json")).toList());
    assertThat(passedOver).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model.zip",
        "state.json",
        "vocabulary.tsv",
        "outer.bin",
        "moments-00001.bin",
        "settings.conf"
      })
  void oneWithAnyDamagedFileGivesWayToTheNewestThatIsWhole(String name) throws IOException {
    write(5);
    write(7);
    Folder newest = run.checkpoints().latest().orElseThrow().folder();
    byte[] bytes = newest.read(name);
    bytes[bytes.length / 2] ^= 4;
    Files.write(Path.of(newest.location(name).replaceFirst("^recorded://disk", "")), bytes);

    ResumePoint point = ResumePoint.newest(run, passedOver::add).orElseThrow();

    assertThat(point.folder().name()).isEqualTo("round-000005");
    assertThat(point.settings()).contains(text(5));
    assertThat(passedOver).singleElement().asString().contains("round-000007/" + name);
  }

  @Test
  void aRunWithoutACheckpointBegins() {
    RunFolder begun =
        RunFolder.create(
            RecordingFileSystem.uri(directory + "/begun"), "", RecordingFileSystem.configuration());
    assertThat(ResumePoint.newest(begun, passedOver::add)).isEmpty();
  }
}
