package org.rnnlm.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts {@code submit/rnnlm} as a user does: a process of its own, in some folder. */
final class SubmitScript {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path RNNLM = ROOT.resolve("submit/rnnlm");

  private static final int MINUTES = 15; // on a machine that does much else

  private final Path folder;

  /**
   * @param folder that it is started in
   */
  SubmitScript(Path folder) {
    this.folder = folder;
  }

  Cli.Result run(Object... arguments) throws IOException, InterruptedException {
    return run(Map.of(), RNNLM, arguments);
  }

  /**
   * @param environment beside this process's, SPARK_HOME left out
   * @param program the script, or a link to it
   */
  Cli.Result run(Map<String, String> environment, Path program, Object... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "stdout", "");
    Path err = Files.createTempFile(folder, "stderr", "");
    Process process = start(environment, program, out, err, arguments);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError(
          "still running after " + MINUTES + " minutes\n" + Files.readString(err));
    }
    return new Cli.Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Process start(
      Map<String, String> environment, Path program, Path out, Path err, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    return builder.start();
  }
}
