package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.python.Py4JServer;
import org.apache.spark.package$;
import org.junit.jupiter.api.Test;

/**
 * The Python package does what its tests say, run by a real PySpark against this process. Where
 * there is none of this line of Spark it is passed over: {@code RNNLM_PYSPARK} names where Python
 * finds it, as {@code PYTHONPATH} does, if it is not installed.
 */
class PythonIT {
  private static final String PYTHON = "python3";
  private static final String VERSION = "import pyspark.ml; print(pyspark.__version__)";

  @Test
  void thePythonPackagePassesItsTests() throws Exception {
    String spark = package$.MODULE$.SPARK_VERSION();
    String line = spark.substring(0, spark.lastIndexOf('.') + 1);
    String found = pysparkVersion().orElse("none");
    String reason = "PySpark " + line + "x is needed to test the Python package; found: " + found;
    if (!found.startsWith(line)) {
      System.out.println(reason);
    }
    assumeTrue(found.startsWith(line), reason);

    Py4JServer server = new Py4JServer(new SparkConf());
    server.start();
    try {
      String told =
          run(
                  Map.of(
                      "PYSPARK_GATEWAY_PORT", String.valueOf(server.getListeningPort()),
                      "PYSPARK_GATEWAY_SECRET", server.secret()),
                  "-m",
                  "unittest",
                  "-v",
                  "test_stages")
              .orElseThrow(() -> new AssertionError("no " + PYTHON));
      System.out.println(told);
      assertThat(told).containsPattern("Ran [1-9][0-9]* tests?").containsPattern("(?m)^OK$");
    } finally {
      server.shutdown();
    }
  }

  private static Optional<String> pysparkVersion() throws IOException, InterruptedException {
    return run(Map.of(), "-c", VERSION)
        .map(told -> told.lines().reduce("", (before, last) -> last));
  }

  /** Returns what Python prints; nothing where there is no Python. */
  private static Optional<String> run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(Path.of("src/test/python").toFile());
    builder.environment().putAll(environment);
    builder.environment().merge("PYTHONPATH", path(), (before, own) -> own + before);
    builder.environment().put("PYSPARK_PYTHON", PYTHON);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try {
      process.getOutputStream().close();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return Optional.of(told.strip());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String path() {
    String own = Path.of("src/main/python").toAbsolutePath().toString();
    String pyspark = System.getenv().getOrDefault("RNNLM_PYSPARK", "");
    return own + File.pathSeparator + pyspark + File.pathSeparator;
  }
}
