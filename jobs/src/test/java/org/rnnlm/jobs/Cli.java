package org.rnnlm.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs commands in this process and keeps what they print. */
public final class Cli {
  private Cli() {}

  /**
   * @param exitCode 0 done, 1 failed, 2 wrong usage or settings
   * @param out standard output
   * @param err standard error
   */
  public record Result(int exitCode, String out, String err) {
    public String lastLine() {
      List<String> lines = out.lines().toList();
      return lines.get(lines.size() - 1);
    }

    public Result expect(int code) {
      if (exitCode != code) {
        throw new AssertionError(
            "exit code " + exitCode + " instead of " + code + "\n" + out + "\n" + err);
      }
      return this;
    }
  }

  public static Result run(Object... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int code = Main.run(words);
      return new Result(
          code,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
