package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Folder;

/** What is written comes back, and what is kept. */
class CheckpointStoreTest extends CheckpointFixture {
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
  void aRoundMayBeWrittenTwice() {
    store.write(7, network, VOCABULARY, STATE);
    train(network, 1);
    store.write(7, network, VOCABULARY, new State(8, 0.125, "later"));

    assertThat(store.open(7).network().params()).isEqualTo(network.params());
    assertThat(store.open(7).state(State.class).note()).isEqualTo("later");
  }

  @Test
  void theLastTheBestAndEveryNthAreKept() {
    for (int round = 1; round <= 9; round++) {
      store.write(round, network, VOCABULARY, STATE);
    }

    store.prune(new Retention(2, 2, 4), 9, List.of(3, 6, 5), List.of());

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

    store.prune(new Retention(1, 1, 0), 4, List.of(3), List.of());

    assertThat(run.child("checkpoints").folders()).containsExactly("round-000003", "round-000004");
  }

  @Test
  void checkpointsAfterTheRoundThatTheRunHasComeToStayAndDoNotCount() {
    for (int round = 1; round <= 5; round++) {
      store.write(round, network, VOCABULARY, STATE);
    }
    store.open(4).folder().delete("MANIFEST.json");

    store.prune(new Retention(1, 1, 0), 3, List.of(), List.of());

    assertThat(run.child("checkpoints").folders())
        .containsExactly("round-000003", "round-000004", "round-000005");
  }
}
