package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopInputTest {
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir private Path folder;

  private String read(long from) throws IOException {
    InputFile file =
        InputFiles.of(List.of(folder.toString()), Optional.empty(), false, HADOOP).files().get(0);
    try (InputStream in = new HadoopInput(file, HADOOP).open(from)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Talk:Cats.txt",
        "a b #1?.txt",
        "star*.txt",
        "[x].txt",
        "%20.txt",
        "{a,b}.txt",
        "a\nb.txt"
      })
  void aFileMayBeCalledAnything(String name) throws IOException {
    Files.writeString(folder.resolve(name), "to be or not");

    assertThat(read(0)).isEqualTo("to be or not");
    assertThat(read(6)).isEqualTo("or not");
  }

  @Test
  void anEditedFileIsReadThoughItsOldChecksumLiesBesideIt() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "to be or not");
    Files.write(
        folder.resolve(".a.txt.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 7, 7, 7, 7});

    assertThat(read(0)).isEqualTo("to be or not");
  }
}
