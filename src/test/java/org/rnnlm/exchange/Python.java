package org.rnnlm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Python of this machine, for tests that compare with its libraries. */
public final class Python {
  private Python() {}

  /** Returns one that has a library, if any has. */
  public static Optional<String> having(String library) throws IOException, InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", "import " + library).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() == 0) {
          return Optional.of(python);
        }
      } catch (IOException e) {
        continue; // there is no such Python
      }
    }
    return Optional.empty();
  }

  /** Runs a script to its end, and returns what it printed. */
  public static String run(String python, Path script, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    File errors = Files.createTempFile(script.getParent(), "errors", ".txt").toFile();
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors.toPath())).isZero();
    return said;
  }
}
