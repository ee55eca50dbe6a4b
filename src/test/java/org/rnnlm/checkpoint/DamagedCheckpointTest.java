package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/** What is damaged, cut or cannot be written is no checkpoint, and the message names the file. */
class DamagedCheckpointTest extends CheckpointFixture {
  @ParameterizedTest
  @ValueSource(strings = {"model.zip", "state.json", "vocabulary.tsv"})
  void aFlippedByteIsNamed(String name) throws IOException {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    byte[] bytes = folder.read(name);
    bytes[bytes.length / 2] ^= 4;
    Files.write(Path.of(folder.location(name)), bytes);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> readAll(store.open(7)))
        .withMessageStartingWith(
            folder.location(name) + " does not have the SHA-256 of its manifest");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> store.open(7).verify())
        .withMessageStartingWith(folder.location(name));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.999})
  void aTruncatedModelIsNamed(double share) throws IOException {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    byte[] bytes = folder.read("model.zip");
    int length = (int) (share * bytes.length);
    Files.write(Path.of(folder.location("model.zip")), Arrays.copyOf(bytes, length));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> store.open(7).network())
        .withMessageStartingWith(
            folder.location("model.zip")
                + " has "
                + length
                + " bytes, its manifest says "
                + bytes.length);
  }

  @Test
  void aMissingModelIsNamed() {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    folder.delete("model.zip");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> store.open(7).network())
        .withMessage(folder.location("model.zip") + " does not exist");
  }

  @Test
  void aSoundFileThatIsNoModelIsNamed() {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    String model = manifestEntry(folder, "model.zip");
    folder.write("model.zip", folder.readText("state.json"));
    change(folder, model, manifestEntry(folder, "state.json").replace("state.json", "model.zip"));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> store.open(7).network())
        .withMessageStartingWith(folder.location("model.zip") + " cannot be read as a model: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.zip", "state.json", "vocabulary.tsv"})
  void aManifestThatLeavesOutAFileIsNamed(String name) throws IOException {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    change(folder, "\"" + name + "\"", "\"another\"");
    Files.move(Path.of(folder.location(name)), Path.of(folder.location("another")));

    String message = folder.location("MANIFEST.json") + ": file '" + name + "' is missing";
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> readAll(store.open(7)))
        .withMessageStartingWith(message);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> store.open(7).verify())
        .withMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"rnnlm-checkpoint\"|\"rnnlm-shards\"|format is 'rnnlm-shards' instead of 'rnnlm-checkpoint'",
        "\"model.zip\"|\"../model.zip\"|leaves the manifest's folder",
        "\"files\"|\"parts\"|files"
      })
  void aManifestThatIsNotOursIsRefusedWithItsReason(String piece, String damage, String reason) {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    change(folder, piece, damage);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> store.open(7))
        .withMessageStartingWith(folder.location("MANIFEST.json") + " cannot be read: ")
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.zip", "state.json", "vocabulary.tsv"})
  void aCheckpointThatCannotBeWrittenIsNoCheckpoint(String name) {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    folder.delete(name);
    folder.child(name).write("in-the-way", "x");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> store.write(7, network, VOCABULARY, STATE))
        .withMessageStartingWith(folder.location(name) + " cannot be written: ");
    assertThat(store.rounds()).isEmpty();
  }

  @Test
  void aRunUnderAFileCannotBeWritten() {
    run.write("notes.txt", "seven");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () -> CheckpointStore.of(run.child("notes.txt")).write(7, network, VOCABULARY, STATE))
        .withMessageStartingWith(directory + "/run/notes.txt/checkpoints/round-000007/model.zip");
  }

  @Test
  void aManifestThatACrashCutAnywhereIsIgnored() throws IOException {
    store.write(5, network, VOCABULARY, STATE);
    Folder newest = store.write(7, network, VOCABULARY, STATE);
    String whole = newest.readText("MANIFEST.json").stripTrailing();
    for (int length = 0; length < whole.length(); length += 13) {
      newest.write("MANIFEST.json", whole.substring(0, length));
      assertThat(store.rounds()).as("cut to %d characters", length).containsExactly(5);
    }
    newest.write("MANIFEST.json", whole);
    assertThat(store.rounds()).containsExactly(5, 7);
  }

  @Test
  void aFolderWithoutAManifestIsIgnored() {
    store.write(5, network, VOCABULARY, STATE);
    store.write(7, network, VOCABULARY, STATE).delete("MANIFEST.json");

    assertThat(store.rounds()).containsExactly(5);
    assertThat(store.latest().orElseThrow().folder().name()).isEqualTo("round-000005");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> store.open(7))
        .withMessageStartingWith(
            file("round-000007", "MANIFEST.json")
                + " does not exist: the checkpoint was not finished");
  }

  @Test
  void aFolderWithoutAManifestIsOverwrittenWhenItsRoundComesAgain() {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    folder.delete("MANIFEST.json");
    folder.write("model.zip", "half of a model");

    store.write(7, network, VOCABULARY, STATE);

    assertThat(store.open(7).network().params()).isEqualTo(network.params());
  }

  private static void readAll(Checkpoint checkpoint) {
    checkpoint.vocabulary();
    checkpoint.state(State.class);
    checkpoint.network();
  }

  /** The lines of a file's entry in the manifest. */
  private static String manifestEntry(Folder folder, String name) {
    String text = folder.readText("MANIFEST.json");
    int at = text.indexOf("\"" + name + "\"");
    return text.substring(text.lastIndexOf("{", at), text.indexOf("}", at) + 1);
  }

  private static void change(Folder folder, String piece, String change) {
    String text = folder.readText("MANIFEST.json");
    assertThat(text).contains(piece);
    folder.write("MANIFEST.json", text.replace(piece, change));
  }

  private String file(String checkpoint, String name) {
    return directory + "/run/checkpoints/" + checkpoint + "/" + name;
  }
}
