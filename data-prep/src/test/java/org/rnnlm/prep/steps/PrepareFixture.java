package org.rnnlm.prep.steps;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Hashes;
import org.rnnlm.prep.corpus.CorpusSpec;
import org.rnnlm.prep.corpus.EncyclopediaWriter;
import org.rnnlm.prep.corpus.Topic;
import org.rnnlm.spark.SparkFixture;

/** Spark, a folder, and a dump of the generated encyclopedia, for tests that prepare. */
abstract class PrepareFixture extends SparkFixture {
  static final long CORPUS_SEED = 7;

  @TempDir Path folder;

  final Path dump(int articles) throws IOException {
    Path dump = folder.resolve("dump.xml.bz2");
    try (OutputStream out = Files.newOutputStream(dump)) {
      EncyclopediaWriter.write(
          new CorpusSpec(articles, CORPUS_SEED, Topic.EVERYTHING, 10),
          out,
          new ByteArrayOutputStream());
    }
    return dump;
  }

  final Map<String, String> hashes(String output) throws IOException {
    return hashes(folder.resolve(output));
  }

  /** SHA-256 of all files below a folder, by name. */
  static Map<String, String> hashes(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      Map<String, String> hashes = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(root.relativize(file).toString(), Hashes.sha256(Files.readAllBytes(file)));
      }
      return hashes;
    }
  }
}
