package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardErrorTest {
  private static final String CLEAR = "\r\u001b[2K";

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final StandardError err = new StandardError(terminal);
  private final PrintStream out = err.beside(terminal);

  private String shown() {
    return terminal.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aWarningTakesThePlaceOfTheLineOfProgressWhoeverPrintsIt() {
    err.draw("half done");
    err.println("warning: ü");
    err.println("and another");
    err.draw("done");
    assertThat(shown())
        .isEqualToNormalizingNewlines(
            CLEAR + "half done" + CLEAR + "warning: ü\nand another\n" + CLEAR + "done");
  }

  @Test
  void aResultOnStandardOutputDoesToo() {
    err.draw("half done");
    out.println("result");
    out.write('x');
    out.flush();
    assertThat(shown())
        .isEqualToNormalizingNewlines(CLEAR + "half done" + CLEAR + "result\n" + "x");
  }

  @Test
  void withoutALineNothingIsCleared() {
    err.println("warning");
    out.println("result");
    err.erase();
    assertThat(shown()).isEqualToNormalizingNewlines("warning\nresult\n");
  }

  @Test
  void progressLinesAreDrawnOnIt() {
    PrintStream before = System.err;
    System.setErr(err);
    try {
      ProgressLine line = new ProgressLine(ProgressStyle.AUTO, true);
      line.show(() -> "one");
      System.err.println("from a library");
      line.show(() -> "two");
      line.clear();
    } finally {
      System.setErr(before);
    }
    assertThat(shown())
        .isEqualToNormalizingNewlines(
            CLEAR + "one" + CLEAR + "from a library\n" + CLEAR + "two" + CLEAR);
  }
}
