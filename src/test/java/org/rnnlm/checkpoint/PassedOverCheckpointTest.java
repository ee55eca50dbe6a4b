package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DamagedException;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.NewerFormatException;

/** A damaged checkpoint stands in nobody's way while there is one that is whole. */
class PassedOverCheckpointTest extends CheckpointFixture {
  private final List<String> passedOver = new ArrayList<>();

  private Folder writeTwo() {
    store.write(5, network, VOCABULARY, new State(5, 0, "older"));
    return store.write(
        new CheckpointName(7),
        network,
        VOCABULARY,
        STATE,
        List.of(new CheckpointPart("outer.bin", out -> out.write(new byte[12]))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.zip", "state.json", "vocabulary.tsv", "outer.bin"})
  void theNewestThatIsWholeIsTakenAndTheDamageToldOf(String name) throws IOException {
    Folder newest = writeTwo();
    flipAByte(newest, name);

    Checkpoint found = store.newestWhole(passedOver::add).orElseThrow();

    assertThat(found.folder().name()).isEqualTo("round-000005");
    assertThat(passedOver)
        .singleElement()
        .asString()
        .startsWith(newest.location(name) + " does not have the SHA-256 of its manifest")
        .endsWith("; the checkpoint " + newest + " is passed over");
  }

  @Test
  void aMissingFileIsDamageToo() {
    Folder newest = writeTwo();
    newest.delete("outer.bin");

    assertThat(store.newestWhole(passedOver::add).orElseThrow().folder().name())
        .isEqualTo("round-000005");
    assertThat(passedOver)
        .singleElement()
        .asString()
        .startsWith(newest.location("outer.bin") + " does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "{\"format\":\"rnnlm-checkpoint\",\"version\":1}"})
  void aManifestWithoutSenseIsToldOf(String manifest) {
    Folder newest = writeTwo();
    newest.write("MANIFEST.json", manifest);

    assertThat(store.newestWhole(passedOver::add).orElseThrow().folder().name())
        .isEqualTo("round-000005");
    assertThat(passedOver).singleElement().asString().contains(newest.location("MANIFEST.json"));
  }

  @Test
  void whatOnlyTrainingNeedsIsNotReadToComputeWithTheModel() throws IOException {
    flipAByte(writeTwo(), "outer.bin");

    assertThat(find(List.of()).folder().name()).isEqualTo("round-000007");
    assertThat(passedOver).isEmpty();
  }

  @Test
  void aRunsPathMeansOneThatIsWhole() throws IOException {
    flipAByte(writeTwo(), "model.zip");

    assertThat(find(List.of(7)).folder().name()).isEqualTo("round-000005");
    assertThat(passedOver).isNotEmpty().allSatisfy(told -> assertThat(told).contains("model.zip"));
  }

  @Test
  void aDamagedBestGivesWayToTheNewest() throws IOException {
    writeTwo();
    flipAByte(store.open(5).folder(), "model.zip");

    assertThat(find(List.of(5)).folder().name()).isEqualTo("round-000007");
    assertThat(passedOver).singleElement().asString().contains("round-000005/model.zip");
  }

  @Test
  void aDamagedCheckpointThatIsAskedForByItsOwnPathIsNotReplaced() throws IOException {
    Folder newest = writeTwo();
    flipAByte(newest, "model.zip");

    assertThatExceptionOfType(DamagedException.class)
        .isThrownBy(
            () ->
                CheckpointStore.find(
                    newest.location(),
                    HADOOP,
                    latest -> List.of(),
                    PassedOverCheckpointTest::read,
                    passedOver::add))
        .withMessageStartingWith(newest.location("model.zip"));
    assertThat(passedOver).isEmpty();
  }

  @Test
  void whereAllAreDamagedNothingBeginsAnew() throws IOException {
    flipAByte(writeTwo(), "state.json");
    flipAByte(store.open(5).folder(), "model.zip");

    assertThatExceptionOfType(DamagedException.class)
        .isThrownBy(() -> store.newestWhole(passedOver::add))
        .withMessageStartingWith(
            "all 2 complete checkpoints in " + run.location() + "/checkpoints");
    assertThat(passedOver).hasSize(2);
  }

  @Test
  void aManifestThatACrashCutInTheFirstCheckpointLeavesARunThatBegins() {
    store.write(5, network, VOCABULARY, STATE).write("MANIFEST.json", "{\"format\":");

    assertThat(store.newestWhole(passedOver::add)).isEmpty();
  }

  @Test
  void aCheckpointOfANewerVersionIsNoDamageAndIsNotPassedOver() {
    Folder newest = writeTwo();
    String manifest = newest.readText("MANIFEST.json");
    newest.write(
        "MANIFEST.json",
        manifest.replace("\"version\" : 1", "\"version\" : 2, \"unheardOf\" : [ 7 ]"));

    assertThatExceptionOfType(NewerFormatException.class)
        .isThrownBy(() -> store.newestWhole(passedOver::add))
        .withMessage(
            newest.location("MANIFEST.json")
                + " is of format version 2, and this rnnlm reads versions up to 1: a newer rnnlm"
                + " wrote it; use that one");
    assertThat(passedOver).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsNoProofOfDamage() {
    writeTwo();
    CheckpointStore unreachable = CheckpointStore.of(RecordingFileSystem.folder(run.location()));
    RecordingFileSystem.UNREADABLE.add("model.zip");
    try {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> unreachable.newestWhole(passedOver::add))
          .isNotInstanceOf(DamagedException.class)
          .withMessageContaining("round-000007/model.zip cannot be read: a cable is out");
    } finally {
      RecordingFileSystem.UNREADABLE.clear();
    }
  }

  @Test
  void aModelThatIsAskedForIsReadOnce() {
    writeTwo();
    RecordingFileSystem.OPENED.clear();

    CheckpointStore.find(
        RecordingFileSystem.uri(run.location()),
        RecordingFileSystem.configuration(),
        newest -> List.of(newest.state(State.class).tokens() - 2),
        PassedOverCheckpointTest::read,
        passedOver::add);

    assertThat(RecordingFileSystem.OPENED).containsOnlyOnce("model.zip");
  }

  private Checkpoint find(List<Integer> best) {
    return CheckpointStore.find(
        run.location(), HADOOP, latest -> best, PassedOverCheckpointTest::read, passedOver::add);
  }

  /** Reads what is needed to compute with the model. */
  private static Checkpoint read(Checkpoint checkpoint) {
    checkpoint.network().close();
    checkpoint.vocabulary();
    checkpoint.state(State.class);
    return checkpoint;
  }

  private static void flipAByte(Folder folder, String name) throws IOException {
    byte[] bytes = folder.read(name);
    bytes[bytes.length / 2] ^= 4;
    Files.write(Path.of(folder.location(name)), bytes);
  }
}
