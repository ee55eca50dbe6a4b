package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarkCommandTest {
  private final StringWriter told = new StringWriter();
  private final CommandLine command =
      Main.commandLine().setOut(new PrintWriter(told)).setErr(new PrintWriter(told));

  @Test
  void theOldNameOfTheTurnsIsTakenStill() {
    assertThat(command.execute("benchmark", "--rounds", "0")).isEqualTo(2);
    assertThat(told.toString()).contains("--turns is 0, it must be at least 1");
  }

  @Test
  void helpSpeaksOfTurnsAlone() {
    assertThat(command.execute("benchmark", "--help")).isZero();
    assertThat(told.toString()).contains("--turns=N").doesNotContain("--rounds");
  }
}
