package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Folder;
import org.rnnlm.text.Text;

class MetricsLogTest {
  private static final String LINE =
      """
      {"round":%d,"epoch":1,"tokens":75,"loss":2.5,"perplexity":13.0,"learningRate":0.01,"seconds":0.5,"tokensPerSecond":150.0}
      """;

  @TempDir private Path folder;

  private static String lines(int last) {
    StringBuilder lines = new StringBuilder();
    for (int round = 1; round <= last; round++) {
      lines.append(Text.format(LINE, round));
    }
    return lines.toString();
  }

  private String afterResuming(int lastRound) throws IOException {
    MetricsLog.open(Folder.at(folder.toString(), new Configuration()), lastRound).write();
    assertThat(folder.resolve("metrics.jsonl.new")).doesNotExist();
    return Files.readString(folder.resolve("metrics.jsonl"));
  }

  @Test
  void linesOfTheFirstVersionStayAsTheyAreUpToTheCheckpointsRound() throws IOException {
    Files.writeString(folder.resolve("metrics.jsonl"), lines(5));
    assertThat(afterResuming(3)).isEqualTo(lines(3));
  }

  @Test
  void aFileCutByACrashIsMadeGoodFromTheOtherOne() throws IOException {
    Files.writeString(folder.resolve("metrics.jsonl"), lines(5).substring(0, 200));
    Files.writeString(folder.resolve("metrics.jsonl.new"), lines(5));
    assertThat(afterResuming(4)).isEqualTo(lines(4));
    Files.writeString(folder.resolve("metrics.jsonl.new"), lines(5).substring(0, 200));
    assertThat(afterResuming(4)).isEqualTo(lines(4));
  }

  @Test
  void aRunFromItsBeginningHasNoLines() throws IOException {
    Files.writeString(folder.resolve("metrics.jsonl"), lines(5));
    assertThat(afterResuming(0)).isEmpty();
  }
}
