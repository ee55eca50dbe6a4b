package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a place holds is told apart from what it held before. */
class PlaceStateTest {
  private final Configuration hadoop = new Configuration(false);

  @TempDir private Path folder;

  @Test
  void aFileOrAFolderThatChangesIsAnother() throws IOException {
    Path file = Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c"), "1");
    String ofFile = PlaceState.of(file.toString(), hadoop);
    String ofFolder = PlaceState.of(folder.toString(), hadoop);
    assertThat(PlaceState.of(folder.toString(), hadoop)).isEqualTo(ofFolder);
    Files.writeString(file, "22");
    assertThat(PlaceState.of(file.toString(), hadoop)).isNotEqualTo(ofFile);
    assertThat(PlaceState.of(folder.toString(), hadoop)).isNotEqualTo(ofFolder);
    assertThat(PlaceState.of(folder.resolve("none").toString(), hadoop))
        .isEqualTo(PlaceState.of(folder.resolve("neither").toString(), hadoop));
  }
}
