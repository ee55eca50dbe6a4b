package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.vocabulary.Vocabulary;

class CheckpointStoreTest {
  private static final Configuration HADOOP = new Configuration();
  private static final Vocabulary VOCABULARY = SampleShardSet.vocabulary();
  private static final ModelSpec MODEL = new ModelSpec(Cell.LSTM, 1, 3, 2, 0);
  private static final State STATE = new State(7, 0.25, "hello");

  @TempDir Path directory;
  private Folder run;
  private CheckpointStore store;
  private MultiLayerNetwork network;

  record State(int tokens, double loss, String note) {}

  @BeforeEach
  void open() {
    run = Folder.at(directory.resolve("run").toString(), HADOOP);
    store = CheckpointStore.of(run);
    network = Networks.create(MODEL, VOCABULARY.size(), 0.01, 5);
    train(network, 3);
  }

  @Test
  void theModelComesBackWithUpdaterAndIterations() {
    store.write(120, network, VOCABULARY, STATE);

    MultiLayerNetwork read = store.latest().orElseThrow().network();

    assertThat(read.params()).isEqualTo(network.params());
    assertThat(read.getUpdater().getStateViewArray())
        .isEqualTo(network.getUpdater().getStateViewArray());
    assertThat(read.getUpdater().getStateViewArray().norm2Number().doubleValue()).isPositive();
    assertThat(read.getIterationCount()).isEqualTo(network.getIterationCount()).isEqualTo(3);
    assertThat(read.getEpochCount()).isEqualTo(network.getEpochCount());
    assertThat(read.getLayerWiseConfigurations().toJson())
        .isEqualTo(network.getLayerWiseConfigurations().toJson());
  }

  @Test
  void trainingGoesOnAsIfNothingHadBeen() {
    store.write(120, network, VOCABULARY, STATE);
    MultiLayerNetwork read = store.latest().orElseThrow().network();

    train(network, 2);
    train(read, 2);

    assertThat(read.params()).isEqualTo(network.params());
  }

  @Test
  void stateAndVocabularyComeBack() {
    store.write(120, network, VOCABULARY, STATE);
    Checkpoint read = store.open(120);

    assertThat(read.state(State.class)).isEqualTo(STATE);
    assertThat(read.vocabulary().entries()).isEqualTo(VOCABULARY.entries());
    assertThat(read.vocabulary().fingerprint()).isEqualTo(VOCABULARY.fingerprint());
    read.verify();
  }

  @Test
  void aCheckpointIsTheFolderThatTheDesignNames() {
    Folder folder = store.write(120, network, VOCABULARY, STATE);

    assertThat(folder.location()).isEqualTo(directory + "/run/checkpoints/round-000120");
    assertThat(folder.files())
        .containsExactly(
            "MANIFEST.json", "model.zip", "state.json", "tokenizer.json", "vocabulary.tsv");
  }

  @Test
  void aRunWithoutCheckpointsHasNoLatest() {
    assertThat(store.latest()).isEmpty();
    assertThat(store.rounds()).isEmpty();
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
  void aFolderWithoutAManifestIsOverwrittenWhenItsRoundComesAgain() {
    Folder folder = store.write(7, network, VOCABULARY, STATE);
    folder.delete("MANIFEST.json");
    folder.write("model.zip", "half of a model");

    store.write(7, network, VOCABULARY, STATE);

    assertThat(store.open(7).network().params()).isEqualTo(network.params());
  }

  @Test
  void aRoundMayBeWrittenTwice() {
    store.write(7, network, VOCABULARY, STATE);
    train(network, 1);
    store.write(7, network, VOCABULARY, new State(8, 0.125, "later"));

    assertThat(store.open(7).network().params()).isEqualTo(network.params());
    assertThat(store.open(7).state(State.class).note()).isEqualTo("later");
  }

  @Test
  void otherFoldersAndFilesAreNoCheckpoints() {
    Folder checkpoints = run.child("checkpoints");
    for (String name : new String[] {"round-12", "round-000012.old", "best", "round-00001x"}) {
      checkpoints.child(name).write("MANIFEST.json", "{}");
    }
    checkpoints.write("round-000013", "a file");

    assertThat(store.rounds()).isEmpty();
  }

  private Folder writeLabelled(int round, String label) {
    return store.write(new CheckpointName(round, label), network, VOCABULARY, STATE, List.of());
  }

  @Test
  void aNameMayCarryModelEpochAndLoss() {
    store.write(3, network, VOCABULARY, STATE);
    Folder labelled = writeLabelled(7, "lstm-2x256-epoch-03-loss-1.5385");

    assertThat(labelled.name()).isEqualTo("round-000007-lstm-2x256-epoch-03-loss-1.5385");
    assertThat(store.rounds()).containsExactly(3, 7);
    assertThat(store.latest().orElseThrow().folder().location()).isEqualTo(labelled.location());
    assertThat(store.open(7).folder().location()).isEqualTo(labelled.location());
    assertThat(find(labelled.location(), OptionalInt.of(3)).folder().location())
        .isEqualTo(labelled.location());
    assertThat(find(run.location(), OptionalInt.of(7)).folder().location())
        .isEqualTo(labelled.location());
  }

  @Test
  void aLabelledCheckpointIsFoundByItsRoundAlone() {
    Folder labelled = writeLabelled(7, "gru-1x5-epoch-01-loss-2.0000");
    String checkpoints = directory + "/run/checkpoints/";

    assertThat(find(checkpoints + "round-000007", OptionalInt.empty()).folder().location())
        .isEqualTo(labelled.location());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> find(checkpoints + "round-000008", OptionalInt.empty()))
        .withMessageContaining("round-000008 does not exist");
  }

  @Test
  void aRoundHasOneCheckpointWhateverItWasCalledBefore() {
    writeLabelled(5, "epoch-01-loss-1.0000").delete("MANIFEST.json");
    store.write(4, network, VOCABULARY, STATE);
    Folder again = writeLabelled(5, "epoch-01-loss-0.9000");
    assertThat(run.child("checkpoints").folders())
        .containsExactly("round-000004", "round-000005-epoch-01-loss-0.9000");

    store.write(5, network, VOCABULARY, STATE);
    assertThat(again.exists()).isFalse();
    assertThat(store.rounds()).containsExactly(4, 5);
    store.open(5).verify();
  }

  @Test
  void labelledCheckpointsArePrunedAsOthersAre() {
    for (int round = 1; round <= 6; round++) {
      writeLabelled(round, "epoch-0" + round);
    }
    store.open(2).folder().delete("MANIFEST.json");

    store.prune(new Retention(2, 1, 0), List.of(3));

    assertThat(run.child("checkpoints").folders())
        .containsExactly("round-000003-epoch-03", "round-000005-epoch-05", "round-000006-epoch-06");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "-a", "A", "..", "a b", "a:b", "\u00e4"})
  void aLabelThatIsNoPartOfANameIsRefused(String label) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CheckpointName(1, label));
  }

  @Test
  void roundsBeyond999999AreOrderedAsNumbers() {
    for (int round : new int[] {1_000_000, 999_999, 123_456_789, 2}) {
      store.write(round, network, VOCABULARY, STATE);
    }

    assertThat(store.rounds()).containsExactly(2, 999_999, 1_000_000, 123_456_789);
    assertThat(store.latest().orElseThrow().folder().name()).isEqualTo("round-123456789");
    assertThat(store.open(1_000_000).network().params()).isEqualTo(network.params());
  }

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
        "\"version\" : 1|\"version\" : 2|format version is 2, this program reads version 1",
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
  void theLastTheBestAndEveryNthAreKept() {
    for (int round = 1; round <= 9; round++) {
      store.write(round, network, VOCABULARY, STATE);
    }

    store.prune(new Retention(2, 2, 4), List.of(3, 6, 5));

    assertThat(store.rounds()).containsExactly(3, 4, 6, 8, 9);
    assertThat(run.child("checkpoints").folders()).hasSize(5);
    assertThat(store.open(3).network().params()).isEqualTo(network.params());
  }

  @Test
  void pruningDeletesWhatACrashLeftBeforeTheNewestAndNothingAfterIt() {
    for (int round = 1; round <= 4; round++) {
      store.write(round, network, VOCABULARY, STATE);
    }
    store.open(2).folder().delete("MANIFEST.json");
    store.open(4).folder().delete("MANIFEST.json");

    store.prune(new Retention(1, 1, 0), List.of(3));

    assertThat(run.child("checkpoints").folders()).containsExactly("round-000003", "round-000004");
  }

  @Test
  void aCheckpointsOwnFolderMeansItself() {
    store.write(5, network, VOCABULARY, STATE);
    Folder newest = store.write(7, network, VOCABULARY, STATE);
    String older = newest.location().replace("round-000007", "round-000005");

    assertThat(find(older, OptionalInt.of(7)).folder().location()).isEqualTo(older);
  }

  @Test
  void aRunMeansItsBestCheckpoint() {
    for (int round : new int[] {3, 5, 7}) {
      store.write(round, network, VOCABULARY, new State(round, 0, "state"));
    }

    Checkpoint found =
        CheckpointStore.find(
            run.location(),
            HADOOP,
            latest -> OptionalInt.of(latest.state(State.class).tokens() - 2));

    assertThat(found.folder().name()).isEqualTo("round-000005");
  }

  @ParameterizedTest
  @CsvSource({"-1", "6"})
  void aRunWhoseBestIsUnknownOrGoneMeansItsNewest(int best) {
    store.write(5, network, VOCABULARY, STATE);
    store.write(7, network, VOCABULARY, STATE);
    OptionalInt round = best < 0 ? OptionalInt.empty() : OptionalInt.of(best);

    assertThat(find(run.location(), round).folder().name()).isEqualTo("round-000007");
  }

  @Test
  void aPathThatDoesNotExistIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> find(directory + "/nothing", OptionalInt.empty()))
        .withMessage(directory + "/nothing does not exist; give a run's folder or a checkpoint's");
  }

  @Test
  void aRunWithoutACompleteCheckpointIsNamed() {
    store.write(5, network, VOCABULARY, STATE).delete("MANIFEST.json");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> find(run.location(), OptionalInt.empty()))
        .withMessageStartingWith(directory + "/run has no complete checkpoint");
  }

  @Test
  void anUnfinishedCheckpointIsNamed() {
    Folder folder = store.write(5, network, VOCABULARY, STATE);
    folder.delete("MANIFEST.json");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> find(folder.location(), OptionalInt.empty()))
        .withMessageStartingWith(folder.location("MANIFEST.json") + " does not exist");
  }

  private static Checkpoint find(String location, OptionalInt best) {
    return CheckpointStore.find(location, HADOOP, latest -> best);
  }

  private static void readAll(Checkpoint checkpoint) {
    checkpoint.vocabulary();
    checkpoint.state(State.class);
    checkpoint.network();
  }

  private String file(String checkpoint, String name) {
    return directory + "/run/checkpoints/" + checkpoint + "/" + name;
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

  private static void train(MultiLayerNetwork network, int iterations) {
    DataSet batch =
        SequenceArrays.of(
            SampleShardSet.sequences(4, 5, VOCABULARY.size(), 3),
            TokenInput.IDS,
            VOCABULARY.size());
    for (int i = 0; i < iterations; i++) {
      network.fit(batch);
    }
  }
}
