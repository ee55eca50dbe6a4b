package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/** What checkpoints are called, and which one a path means. */
class CheckpointNamesTest extends CheckpointFixture {
  @Test
  void aNameMayCarryModelEpochAndLoss() {
    store.write(3, network, VOCABULARY, STATE);
    Folder labelled = writeLabelled(7, "lstm-2x256-epoch-03-loss-1.5385");

    assertThat(labelled.name()).isEqualTo("round-000007-lstm-2x256-epoch-03-loss-1.5385");
    assertThat(store.rounds()).containsExactly(3, 7);
    assertThat(store.latest().orElseThrow().folder().location()).isEqualTo(labelled.location());
    assertThat(store.open(7).folder().location()).isEqualTo(labelled.location());
    assertThat(find(labelled.location(), List.of(3)).folder().location())
        .isEqualTo(labelled.location());
    assertThat(find(run.location(), List.of(7)).folder().location()).isEqualTo(labelled.location());
  }

  @Test
  void aLabelledCheckpointIsFoundByItsRoundAlone() {
    Folder labelled = writeLabelled(7, "gru-1x5-epoch-01-loss-2.0000");
    String checkpoints = directory + "/run/checkpoints/";

    assertThat(find(checkpoints + "round-000007", List.of()).folder().location())
        .isEqualTo(labelled.location());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> find(checkpoints + "round-000008", List.of()))
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

    store.prune(new Retention(2, 1, 0), 6, List.of(3), List.of());

    assertThat(run.child("checkpoints").folders())
        .containsExactly("round-000003-epoch-03", "round-000005-epoch-05", "round-000006-epoch-06");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "-a", "A", "..", "a b", "a:b", "\u00e4"})
  void aLabelThatIsNoPartOfANameIsRefused(String label) {
    assertThatIllegalArgumentException().isThrownBy(() -> new CheckpointName(1, label));
  }

  @Test
  void aCheckpointsOwnFolderMeansItself() {
    store.write(5, network, VOCABULARY, STATE);
    Folder newest = store.write(7, network, VOCABULARY, STATE);
    String older = newest.location().replace("round-000007", "round-000005");

    assertThat(find(older, List.of(7)).folder().location()).isEqualTo(older);
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
            latest -> List.of(latest.state(State.class).tokens() - 2),
            Function.identity(),
            Assertions::fail);

    assertThat(found.folder().name()).isEqualTo("round-000005");
  }

  @ParameterizedTest
  @CsvSource({"-1", "6"})
  void aRunWhoseBestIsUnknownOrGoneMeansItsNewest(int best) {
    store.write(5, network, VOCABULARY, STATE);
    store.write(7, network, VOCABULARY, STATE);
    List<Integer> round = best < 0 ? List.of() : List.of(best);

    assertThat(find(run.location(), round).folder().name()).isEqualTo("round-000007");
  }

  @Test
  void ofTheBestThatWithACheckpointIsTakenAndStays() {
    for (int round : new int[] {3, 5, 7}) {
      store.write(round, network, VOCABULARY, STATE);
    }
    assertThat(find(run.location(), List.of(4, 5, 3)).folder().name()).isEqualTo("round-000005");
    store.prune(new Retention(1, 1, 0), 7, List.of(4, 5, 3), List.of());
    assertThat(store.rounds()).containsExactly(5, 7);
  }

  @Test
  void aPathThatDoesNotExistIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> find(directory + "/nothing", List.of()))
        .withMessage(directory + "/nothing does not exist; give a run's folder or a checkpoint's");
  }

  @Test
  void aRunWithoutACompleteCheckpointIsNamed() {
    store.write(5, network, VOCABULARY, STATE).delete("MANIFEST.json");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> find(run.location(), List.of()))
        .withMessageStartingWith(directory + "/run has no complete checkpoint");
  }

  @Test
  void anUnfinishedCheckpointIsNamed() {
    Folder folder = store.write(5, network, VOCABULARY, STATE);
    folder.delete("MANIFEST.json");

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> find(folder.location(), List.of()))
        .withMessageStartingWith(folder.location("MANIFEST.json") + " does not exist");
  }

  @Test
  void roundsBeyond999999AreOrderedAsNumbers() {
    for (int round : new int[] {1_000_000, 999_999, Integer.MAX_VALUE, 123_456_789, 2}) {
      store.write(round, network, VOCABULARY, STATE);
    }
    run.child("checkpoints").child("round-2147483648").write("MANIFEST.json", "{}"); // no int

    assertThat(store.rounds())
        .containsExactly(2, 999_999, 1_000_000, 123_456_789, Integer.MAX_VALUE);
    assertThat(store.latest().orElseThrow().folder().name()).isEqualTo("round-2147483647");
    assertThat(store.open(1_000_000).network().params()).isEqualTo(network.params());
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

  private static Checkpoint find(String location, List<Integer> best) {
    return CheckpointStore.find(
        location, HADOOP, latest -> best, Function.identity(), Assertions::fail);
  }

  private Folder writeLabelled(int round, String label) {
    return store.write(new CheckpointName(round, label), network, VOCABULARY, STATE, List.of());
  }
}
