package org.rnnlm.jobs.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The settings files inside the jar: the reference and the presets. */
final class Presets {
  static final String REFERENCE = "reference.conf";

  private static final String FOLDER = "org/rnnlm/jobs/conf/";
  private static final String ENDING = ".conf";

  private Presets() {}

  static String reference() {
    return text(REFERENCE)
        .orElseThrow(() -> new IllegalStateException("the jar holds no " + FOLDER + REFERENCE));
  }

  /** Returns the text of a preset, named with or without its ending. */
  static Optional<String> text(String name) {
    String file = name.endsWith(ENDING) ? name : name + ENDING;
    try (InputStream in = loader().getResourceAsStream(FOLDER + file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FOLDER + file + " of the jar", e);
    }
  }

  /** Returns the names of all presets, sorted, without their ending. */
  static List<String> names() {
    return files()
        .filter(file -> file.endsWith(ENDING) && !file.equals(REFERENCE))
        .map(file -> file.substring(0, file.length() - ENDING.length()))
        .sorted()
        .toList();
  }

  private static Stream<String> files() {
    URL reference = loader().getResource(FOLDER + REFERENCE);
    try {
      return reference.openConnection() instanceof JarURLConnection jar
          ? filesInJar(jar)
          : filesInFolder(Path.of(reference.toURI()).getParent());
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot list the presets beside " + reference, e);
    }
  }

  private static Stream<String> filesInJar(JarURLConnection connection) throws IOException {
    // A cached JarFile is the class loader's own, and closing that would break the program.
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      List<String> files =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(entry -> entry.startsWith(FOLDER))
              .map(entry -> entry.substring(FOLDER.length()))
              .filter(file -> !file.contains("/"))
              .toList();
      return files.stream();
    }
  }

  private static Stream<String> filesInFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  private static ClassLoader loader() {
    return Presets.class.getClassLoader();
  }
}
