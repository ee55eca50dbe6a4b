package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} calls that which it cannot prove. */
class VerifyCommandTest {
  @TempDir Path folder;

  @Test
  void aCheckpointOfANewerVersionIsNewerAndNotDamaged() throws IOException {
    Files.writeString(folder.resolve("state.json"), "{}");
    Files.writeString(
        folder.resolve("MANIFEST.json"),
        "{\"format\":\"rnnlm-checkpoint\",\"version\":9,\"segments\":[]}");

    Cli.Result result = Cli.run("verify", folder).expect(1);

    assertThat(result.out())
        .contains(folder + ": newer: " + folder + "/MANIFEST.json is of format version 9")
        .contains("a newer rnnlm wrote it; use that one")
        .doesNotContain("damaged");
  }

  @Test
  void aShardSetOfANewerVersionIsNewerAndNotDamaged() throws IOException {
    Files.writeString(
        folder.resolve("MANIFEST.json"), "{\"format\":\"rnnlm-shards\",\"version\":9}");

    assertThat(Cli.run("verify", folder).expect(1).out())
        .contains("newer: ")
        .doesNotContain("damaged");
  }

  @Test
  void aCutManifestIsDamage() throws IOException {
    Files.writeString(folder.resolve("state.json"), "{}");
    Files.writeString(folder.resolve("MANIFEST.json"), "{\"format\":\"rnnlm-check");

    assertThat(Cli.run("verify", folder).expect(1).out()).contains("damaged: ");
  }

  @Test
  void whatIsNotThereIsMissingAndNotDamaged() {
    assertThat(Cli.run("verify", folder.resolve("nothing")).expect(1).out())
        .contains("nothing: missing; give shards, a run, a checkpoint or a table")
        .doesNotContain("damaged");
  }
}
