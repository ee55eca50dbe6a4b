package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.text.Text;

class StoredFileTest {
  private static final String SHA256 =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "/x", "a/../b", "a/..", "..", "file:x", "s3a://bucket/x", "C:x", "", " "})
  void aNameThatLeavesTheFolderIsRefused(String name) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new StoredFile(name, 3, SHA256))
        .withMessage(
            Text.format("file name '%s' in a manifest leaves the manifest's folder", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vocabulary.tsv", "train/shard-00002.parquet", "a b/c%20d", "ä.txt"})
  void aNameInsideTheFolderIsTaken(String name) {
    assertThat(new StoredFile(name, 0, SHA256).name()).isEqualTo(name);
  }

  @Test
  void aNegativeSizeIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new StoredFile("model.zip", -1, SHA256))
        .withMessage("file 'model.zip' in a manifest has -1 bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 46, Long.MAX_VALUE})
  void aSizeThatNoFileOfOursHasIsRefused(long bytes) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new StoredFile("model.zip", bytes, SHA256))
        .withMessageStartingWith(
            Text.format("file 'model.zip' in a manifest has %,d bytes", bytes));
  }

  @Test
  void aFileWithoutAHashIsRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> new StoredFile("model.zip", 3, null))
        .withMessage("sha256");
  }
}
