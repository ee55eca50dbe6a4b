package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;

/** A real dump, where one lies in the folder beside the project that its tests may use. */
class EnglishWikipediaIT {
  private static final Path DUMP = Path.of("../../shared/data/enwiki-sample.xml.bz2");

  @TempDir private Path folder;

  /** What lines of the XML say, counted without the project's code. */
  private record Lines(long pages, long namespaceZero, long redirectsOfIt) {
    static Lines count(Path dump) throws IOException {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new BZip2CompressorInputStream(Files.newInputStream(dump), true),
                  StandardCharsets.UTF_8))) {
        long pages = 0;
        long namespaceZero = 0;
        long redirects = 0;
        boolean article = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          pages += line.equals("  <page>") ? 1 : 0;
          if (line.startsWith("    <ns>")) {
            article = line.equals("    <ns>0</ns>");
            namespaceZero += article ? 1 : 0;
          }
          redirects += article && line.startsWith("    <redirect title=") ? 1 : 0;
        }
        return new Lines(pages, namespaceZero, redirects);
      }
    }
  }

  @BeforeAll
  static void skipWithoutTheDump() {
    Assumptions.assumeTrue(Files.exists(DUMP), "skipped: the sample dump " + DUMP + " is not here");
  }

  @Test
  void everyPageIsAccountedFor() throws IOException {
    Lines lines = Lines.count(DUMP);
    Cli.run("prepare", "--input", DUMP, "--output", folder.resolve("data"), "--config", "words")
        .expect(0);
    ShardManifest manifest =
        ShardSet.open(folder.resolve("data").toString(), new Configuration()).manifest();
    assertThat(manifest.pages())
        .containsEntry("read", lines.pages())
        .containsEntry("redirect", lines.redirectsOfIt())
        .containsEntry("other-namespace", lines.pages() - lines.namespaceZero());
    long others =
        manifest.pages().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("read"))
            .mapToLong(entry -> entry.getValue())
            .sum();
    assertThat(others).isEqualTo(lines.pages());
    assertThat(manifest.pages().get("kept")).isGreaterThan(90);
    Cli.run("verify", folder.resolve("data")).expect(0);
  }
}
