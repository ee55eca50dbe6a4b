package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A power cut never leaves a manifest of files that are not there. */
class SyncedCheckpointTest extends CheckpointFixture {
  @Test
  void allFilesAreOnDiskBeforeTheManifestIsBegun() {
    RecordingFileSystem.EVENTS.clear();

    CheckpointStore.of(RecordingFileSystem.folder(run.location()))
        .write(
            new CheckpointName(7),
            network,
            VOCABULARY,
            STATE,
            List.of(new CheckpointPart("outer.bin", out -> out.write(new byte[12]))));

    assertThat(RecordingFileSystem.EVENTS)
        .containsSubsequence("created MANIFEST.json", "synced MANIFEST.json");
    int manifest = RecordingFileSystem.EVENTS.indexOf("created MANIFEST.json");
    assertThat(RecordingFileSystem.EVENTS.subList(0, manifest))
        .contains(
            "synced model.zip",
            "synced state.json",
            "synced vocabulary.tsv",
            "synced tokenizer.json",
            "synced outer.bin");
    assertThat(store.open(7).network().params()).isEqualTo(network.params());
  }
}
