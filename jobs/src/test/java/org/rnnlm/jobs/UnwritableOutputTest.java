package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where nothing can be written, a command says so before it does any work; of those that need
 * shards see {@link RefusalsIT}.
 */
class UnwritableOutputTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void writeInputs() throws IOException {
    Rehearsal.writeModel(folder.resolve("run").toString());
    Files.writeString(folder.resolve("text.txt"), "a text of some length\n".repeat(50));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corpus",
        "prepare --input TEXT",
        "score --checkpoint RUN --input TEXT",
        "complete --checkpoint RUN --input TEXT --length 3",
        "embed --checkpoint RUN --input TEXT",
        "export --checkpoint RUN --format safetensors"
      })
  void itIsNamedBeforeTheWorkBegins(String command) {
    Path inAFile = folder.resolve("text.txt/inner");
    List<Object> words = new ArrayList<>();
    for (String word : command.split(" ")) {
      words.add(
          switch (word) {
            case "RUN" -> folder.resolve("run");
            case "TEXT" -> folder.resolve("text.txt");
            default -> word;
          });
    }
    words.addAll(List.of("--output", inAFile));

    assertThat(Cli.run(words.toArray()).expect(1).err())
        .startsWith("error: " + inAFile + " cannot be written to: ")
        .hasLineCount(1);
  }
}
