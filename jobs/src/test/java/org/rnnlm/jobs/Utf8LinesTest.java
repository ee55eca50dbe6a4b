package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.SequenceMode;

class Utf8LinesTest {
  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("lines.txt"), content, StandardCharsets.ISO_8859_1);
  }

  private static Utf8Lines open(Path file) {
    return Utf8Lines.open("--text", file.toString(), new Configuration());
  }

  @Test
  void sentencesAreLinesThatAreNotBlankAndTheRestIsAllThatIsLeft() throws IOException {
    try (Utf8Lines lines = open(file(" one \n\ntwo\r\n \nthree\n\nfour"))) {
      assertThat(lines.sentences(2)).containsExactly("one", "two");
      assertThat(lines.rest()).containsExactly(" ", "three", "", "four");
      assertThat(lines.sentences(2)).isEmpty();
    }
  }

  @Test
  void whatIsNotUtf8IsRefusedByFileLineAndByte() throws IOException {
    try (Utf8Lines lines = open(file("one\ntw\u00f6\n"))) {
      assertThatThrownBy(lines::rest)
          .isInstanceOf(DataException.class)
          .hasMessageContaining("lines.txt: line 2 is not UTF-8 at byte 6");
    }
  }

  @Test
  void promptsThatAreNotUtf8AreRefusedSo() throws IOException {
    Path run = ScoringRun.write(folder.resolve("run"), SequenceMode.STREAM);
    Path prompts = file("a\n\u00e4\n");

    Cli.Result result = Cli.run("generate", "--checkpoint", run, "--prompts", prompts);

    assertThat(result.expect(1).err()).contains("lines.txt: line 2 is not UTF-8 at byte 2");
    assertThat(List.of(result.err().split("\n"))).noneMatch(line -> line.startsWith("\tat "));
  }
}
