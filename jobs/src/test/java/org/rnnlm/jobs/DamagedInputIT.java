package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Test;

/** What users see when an input is broken: one clear line, and nothing half-written. */
class DamagedInputIT extends DamageFixture {
  private Cli.Result prepare(Path input) {
    Cli.Result result =
        Cli.run("prepare", "--input", input, "--output", folder.resolve("out")).expect(1);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(result.err().lines().filter(line -> line.startsWith("error: "))).hasSize(1);
    return result;
  }

  @Test
  void aTruncatedDumpIsNamed() throws IOException {
    Path cut = cutShort(Files.readAllBytes(dump()));
    assertThat(prepare(cut).err())
        .contains("cut.xml.bz2")
        .contains("cut short")
        .contains("download it again");
  }

  private Path cutShort(byte[] dump) throws IOException {
    return Files.write(folder.resolve("cut.xml.bz2"), Arrays.copyOf(dump, dump.length - 100));
  }

  @Test
  void xmlCutInTheMiddleOfAPageIsNamed() throws IOException {
    Path cut = folder.resolve("cut.xml");
    try (BZip2CompressorInputStream xml =
            new BZip2CompressorInputStream(Files.newInputStream(dump()));
        OutputStream out = Files.newOutputStream(cut)) {
      out.write(xml.readNBytes(30_000));
    }
    assertThat(prepare(cut).err()).contains("cut.xml").contains("after page").contains("line ");
  }

  @Test
  void aDumpWithoutPagesIsNamed() throws IOException {
    Path empty =
        Files.writeString(
            folder.resolve("empty.xml"),
            "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.10/\"></mediawiki>");
    assertThat(prepare(empty).err()).contains("empty.xml: there are no articles");
  }

  @Test
  void anEmptyFileIsNamed() throws IOException {
    assertThat(prepare(Files.createFile(folder.resolve("nothing.xml.bz2"))).err())
        .contains("nothing.xml.bz2");
    assertThat(prepare(Files.createFile(folder.resolve("nothing.txt"))).err())
        .contains("nothing.txt: no article is kept of 1; left out: no-text 1");
  }

  @Test
  void aMissingInputAndOneOfUnknownKindAreNamed() throws IOException {
    assertThat(prepare(folder.resolve("missing.xml")).err()).contains("missing.xml does not exist");
    assertThat(prepare(Files.writeString(folder.resolve("notes.doc"), "x")).err())
        .contains("notes.doc")
        .contains("prepare.format");
  }

  @Test
  void textThatIsNotUtf8IsNamed() throws IOException {
    assertThat(
            prepare(
                    Files.write(
                        folder.resolve("latin.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9, '\n'}))
                .err())
        .contains("latin.txt is not UTF-8");
  }
}
