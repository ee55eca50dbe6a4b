package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * What the build puts into its jars: all of the command's, and into a library's nothing but its
 * own.
 */
class JarsIT {
  private static final Path TARGET = Path.of("target");

  private static String text(JarFile jar, String entry) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void theCommandsJarHoldsTheLicencesOfWhatItHolds() throws IOException {
    try (JarFile jar = new JarFile(TARGET.resolve("rnnlm.jar").toFile())) {
      assertThat(text(jar, "META-INF/THIRD-PARTY.txt"))
          .contains("nd4j-native", "icu4j", "openblas", "dnnl", "uplot", "picocli");
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "META-INF/licenses/OpenBLAS.txt")).contains("ISCAS");
      assertThat(jar.stream().map(ZipEntry::getName))
          .anyMatch(name -> name.matches("META-INF/resources/webjars/uplot/.*/LICENSE"))
          .noneMatch(name -> name.startsWith("org/apache/spark/sql/") || name.startsWith("oshi/"));
    }
  }

  @Test
  void theLibrarysJarHoldsNothingOfOthers() throws IOException {
    try (JarFile jar = new JarFile(library().toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .contains("org/rnnlm/ml/LanguageModelTrainer.class")
          .contains("rnnlm/__init__.py") // Python's package
          .allMatch(
              name ->
                  name.matches(
                      "(org/(rnnlm/.*)?|rnnlm/.*|META-INF/.*|THIRD-PARTY.txt|licenses/.*)"));
      assertThat(jar.getManifest().getMainAttributes().getValue("Implementation-Version"))
          .matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    }
  }

  private static Path library() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(file -> file.getFileName().toString().matches("rnnlm-spark-[0-9.]+[^.]*\\.jar"))
          .filter(file -> !file.toString().matches(".*-(sources|javadoc)\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
