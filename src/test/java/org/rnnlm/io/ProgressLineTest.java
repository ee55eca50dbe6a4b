package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static String shown(ProgressStyle style, boolean terminal, Consumer<ProgressLine> work) {
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.accept(new ProgressLine(style, terminal));
    } finally {
      System.setErr(err);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void threeLines(ProgressLine line) {
    line.show(() -> "one");
    line.show(() -> "two");
    line.tell("warning");
    line.show(() -> "three");
    line.clear();
  }

  @Test
  void onATerminalTheLineIsWrittenOverAndWarningsStay() {
    String clear = "\r\u001b[2K";
    assertThat(shown(ProgressStyle.AUTO, true, ProgressLineTest::threeLines))
        .isEqualToNormalizingNewlines(
            clear + "one" + clear + "two" + clear + "warning\n" + clear + "three" + clear);
  }

  @Test
  void elsewhereAndWherePlainIsAskedForLinesStandBelowEachOtherNotTooMany() {
    assertThat(shown(ProgressStyle.AUTO, false, ProgressLineTest::threeLines))
        .isEqualToNormalizingNewlines("one\nwarning\n");
    assertThat(shown(ProgressStyle.PLAIN, true, ProgressLineTest::threeLines))
        .isEqualToNormalizingNewlines("one\nwarning\n");
  }

  @Test
  void whereNoneIsWantedOnlyWarningsAreTold() {
    assertThat(shown(ProgressStyle.NONE, true, ProgressLineTest::threeLines))
        .isEqualToNormalizingNewlines("warning\n");
  }
}
