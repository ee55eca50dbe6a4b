package org.rnnlm.prep;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.rnnlm.prep.dump.DumpReader;
import org.rnnlm.prep.dump.Page;

/**
 * A real dump, a sample of the English Wikipedia of April 2016. The project ships no copy of it:
 * the folder that holds it is looked for at the system property {@code rnnlm.shared}, at the
 * variable {@code RNNLM_SHARED_DATA} and beside the project. A test that asks for it is skipped
 * without it.
 */
public final class EnglishSample {

  private static final String FILE = "enwiki-sample.xml.bz2";

  private EnglishSample() {}

  public static Path file() {
    List<Path> folders =
        Stream.of(
                System.getProperty("rnnlm.shared"),
                System.getenv("RNNLM_SHARED_DATA"),
                "../../shared/data")
            .filter(Objects::nonNull)
            .map(Path::of)
            .toList();
    Path file =
        folders.stream()
            .map(folder -> folder.resolve(FILE))
            .filter(Files::isReadable)
            .findFirst()
            .orElse(null);
    if (file == null) {
      System.out.println("a test is skipped: no " + FILE + " in " + folders);
    }
    assumeTrue(file != null, "no " + FILE + " in " + folders);
    return file;
  }

  public static List<Page> pages() throws IOException {
    List<Page> pages = new ArrayList<>();
    try (DumpReader reader =
        new DumpReader(Files.newInputStream(file()), file().toString(), 1 << 23)) {
      reader.forEachRemaining(pages::add);
    }
    return pages;
  }
}
