package org.rnnlm.prep.dump;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rnnlm.prep.dump.DumpFiles.bzip2;
import static org.rnnlm.prep.dump.DumpFiles.dump;
import static org.rnnlm.prep.dump.DumpFiles.gzip;
import static org.rnnlm.prep.dump.DumpFiles.join;
import static org.rnnlm.prep.dump.DumpFiles.noise;
import static org.rnnlm.prep.dump.DumpFiles.page;
import static org.rnnlm.prep.dump.DumpFiles.read;
import static org.rnnlm.prep.dump.DumpFiles.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class DumpReaderTest {

  private static final List<Page> TWO =
      List.of(
          new Page(12, 0, "Árbol", false, false, "Ein ''Baum'' & <ref>x</ref>\n\n𝔸"),
          new Page(7, 1, "Talk:Tree", true, false, "#REDIRECT [[Tree]]"));

  @Test
  void readsPagesInTheOrderOfTheFile() {
    assertThat(read(dump(TWO).getBytes(UTF_8))).isEqualTo(TWO);
  }

  @Test
  void tellsBzip2AndGzipByTheirFirstBytes() {
    byte[] xml = dump(TWO).getBytes(UTF_8);
    assertThat(read(bzip2(xml))).isEqualTo(TWO);
    assertThat(read(gzip(xml))).isEqualTo(TWO);
  }

  @Test
  void readsAllStreamsOfAMultistreamDump() {
    byte[] xml = dump(TWO).getBytes(UTF_8);
    byte[] head = Arrays.copyOf(xml, xml.length / 2);
    byte[] rest = Arrays.copyOfRange(xml, xml.length / 2, xml.length);
    assertThat(read(join(bzip2(head), bzip2(rest)))).isEqualTo(TWO);
    assertThat(read(join(gzip(head), gzip(rest)))).isEqualTo(TWO);
  }

  @Test
  void readsTheEncodingThatTheXmlDeclaresOrItsByteOrderMark() {
    List<Page> latin = List.of(new Page(1, 0, "Café", false, false, "déjà"));
    String declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + dump(latin);
    assertThat(read(declared.getBytes(Charset.forName("ISO-8859-1")))).isEqualTo(latin);
    assertThat(read(dump(TWO).getBytes(UTF_16))).isEqualTo(TWO);
    assertThat(read(("\ufeff" + dump(TWO)).getBytes(UTF_8))).isEqualTo(TWO);
  }

  @Test
  void takesTheTextOfTheLastRevisionAndNoIdButThePagesOwn() {
    String xml =
        """
        <mediawiki><siteinfo><id>3</id></siteinfo><page>
          <revision><id>90</id><contributor><id>91</id></contributor><text>old</text></revision>
          <revision><id>92</id><text xml:space="preserve">new</text>
            <content><text>of another slot</text></content></revision>
          <id>5</id><ns>0</ns><title>T</title>
        </page></mediawiki>
        """;
    assertThat(read(xml.getBytes(UTF_8))).containsExactly(new Page(5, 0, "T", false, false, "new"));
  }

  @Test
  void tellsARedirectByItsElementAlone() {
    String text = "#REDIRECT [[Elsewhere]]";
    List<Page> pages =
        List.of(new Page(1, 0, "A", false, false, text), new Page(2, 0, "B", true, false, ""));
    assertThat(read(dump(pages).getBytes(UTF_8))).isEqualTo(pages);
  }

  @Test
  void aPageWithoutRevisionHasNoText() {
    assertThat(read("<mediawiki><page><id>1</id><ns>0</ns><title>T</title></page></mediawiki>"))
        .containsExactly(new Page(1, 0, "T", false, false, ""));
  }

  @Test
  void tellsWhatThePagesAreWrittenIn() {
    String json = page("<id>1</id><ns>0</ns><title>T</title>", "{}");
    json = json.replace("<text", "<model> json </model><format>application/json</format><text");
    assertThat(read("<mediawiki>" + json + "</mediawiki>"))
        .containsExactly(new Page(1, 0, "T", false, false, "json", "{}"))
        .noneMatch(Page::isWikitext);
  }

  @Test
  void aDumpMayHoldNoPage() {
    assertThat(read("<mediawiki><siteinfo/></mediawiki>")).isEmpty();
    assertThatThrownBy(reader("<mediawiki/>")::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("test.xml");
  }

  @Test
  void askingTwiceForTheNextPageSkipsNone() {
    DumpReader reader = reader(dump(TWO).getBytes(UTF_8));
    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.next()).isEqualTo(TWO.get(0));
    assertThat(reader.next()).isEqualTo(TWO.get(1));
    assertThat(reader.hasNext()).isFalse();
  }

  /** The JDK's parser gives up at 64,000 entities or 50 million characters of them by default. */
  @Test
  void readsMoreEntitiesThanTheJdkAllowsByDefault() throws IOException {
    int pages = 60;
    String text = "&lt;b&gt;".repeat(125_000);
    byte[] page = page("<id>1</id><ns>0</ns><title>T</title>", text).getBytes(UTF_8);
    try (DumpReader reader =
        new DumpReader(
            DumpFiles.repeated("<mediawiki>", page, pages, "</mediawiki>"), "big", 1 << 26)) {
      for (int i = 0; i < pages; i++) {
        assertThat(reader.next().text()).hasSize(375_000).startsWith("<b><b>");
      }
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void externalEntitiesAreNotRead() {
    String xml =
        "<!DOCTYPE mediawiki [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + "<mediawiki><page><id>1</id><ns>0</ns><title>&x;</title></page></mediawiki>";
    assertThatThrownBy(() -> read(xml)).isInstanceOf(MalformedDumpException.class);
  }

  @Test
  void aTruncatedBzip2FileIsSaidToBeCutShort() {
    byte[] whole = bzip2(dump(noise(3, 700_000)).getBytes(UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length - 5_000);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll(
            "test.xml: the compressed data end too early, at byte " + cut.length + " of the file",
            "line 1, column ",
            "of the XML, after page 2 \"Noise 2\"",
            "cut short: download it again");
  }

  @Test
  void aTruncatedGzipFileIsSaidToBeCutShort() {
    byte[] whole = gzip(dump(noise(2, 100_000)).getBytes(UTF_8));
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("compressed data end too early", "cut short");
  }

  @Test
  void aFileCutInsideItsMagicBytesOrHeaderIsSaidToBeCutShort() {
    assertThatThrownBy(() -> read(new byte[] {'B', 'Z', 'h'}))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("cut short", "before the first page");
  }

  @Test
  void aMultistreamDumpCutBetweenTwoStreamsIsSaidToBeCutShort() {
    byte[] xml = dump(TWO).getBytes(UTF_8);
    assertThatThrownBy(() -> read(bzip2(Arrays.copyOf(xml, xml.length / 2))))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("XML ends too early", "cut short");
  }

  @Test
  void xmlCutInTheMiddleOfAPageNamesTheLastWholePage() {
    String xml = dump(TWO);
    String cut = xml.substring(0, xml.indexOf("Talk:Tree") + 4);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll(
            "test.xml: the XML ends too early, at byte ",
            "line 3, column 45 of the XML",
            "after page 12 \"Árbol\"",
            "cut short: download it again");
  }

  @Test
  void flippedBytesInBzip2AreSaidToBeDamage() {
    byte[] damaged = bzip2(dump(noise(3, 700_000)).getBytes(UTF_8));
    damaged[damaged.length - 700_000] ^= 0x10;
    assertThatThrownBy(() -> read(damaged))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll(
            "the compressed data are wrong (", "after page 1 \"Noise 1\"", "damaged: download");
  }

  @Test
  void brokenXmlInTheMiddleIsSaidToBeDamage() {
    assertThatThrownBy(() -> read("<mediawiki><page><id>1</ns></page></mediawiki>"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("not well-formed XML", "</id>", "line 1, column 25", "damaged");
  }

  @Test
  void bytesThatAreNoCharactersOfTheEncodingAreSaidToBeDamage() {
    byte[] xml = dump(TWO).getBytes(UTF_8);
    xml[dump(TWO).indexOf("Baum")] = (byte) 0xff;
    assertThatThrownBy(() -> read(xml))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("not well-formed XML", "damaged");
  }

  @Test
  void anotherKindOfXmlIsNoDump() {
    assertThatThrownBy(() -> read("<html><page/></html>"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("test.xml: the outermost element is <html>", "<mediawiki>");
  }

  @Test
  void aFileThatIsNoXmlIsNoDump() {
    assertThatThrownBy(() -> read("id,title\n1,Tree\n"))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("test.xml: this is no MediaWiki dump", "give a MediaWiki XML");
  }

  @Test
  void anEmptyFileIsSaidToBeEmpty() {
    assertThatThrownBy(() -> read(new byte[0]))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("test.xml: the file is empty (0 bytes)", "download it again");
  }

  @Test
  void aPageWithoutIdIsNamed() {
    assertThatThrownBy(() -> read(dumpOf("<ns>0</ns><title>Tree</title>")))
        .isInstanceOf(MalformedDumpException.class)
        .hasMessageContainingAll("page \"Tree\" has no <id>", "after page 12 \"Árbol\"", "line 3");
  }

  @Test
  void aPageWithoutNamespaceOrTitleIsNamed() {
    assertThatThrownBy(() -> read(dumpOf("<id>3</id><title>Tree</title>")))
        .hasMessageContaining("page \"Tree\" has no <ns>");
    assertThatThrownBy(() -> read(dumpOf("<id>3</id><ns>0</ns>")))
        .hasMessageContaining("page 3 has no <title>");
  }

  @Test
  void aPageWithABadNumberIsNamed() {
    assertThatThrownBy(() -> read(dumpOf("<id>x3</id><ns>0</ns><title>Tree</title>")))
        .hasMessageContaining("page \"Tree\" has <id>x3</id>, not a number in range");
    assertThatThrownBy(() -> read(dumpOf("<id>-3</id><ns>0</ns><title>Tree</title>")))
        .hasMessageContaining("<id>-3</id>, not a number in range");
    assertThatThrownBy(() -> read(dumpOf("<id>3</id><ns></ns><title>Tree</title>")))
        .hasMessageContaining("<ns></ns>, not a number in range");
    assertThatThrownBy(() -> read(dumpOf("<id>3</id><ns>9999999999</ns><title>Tree</title>")))
        .hasMessageContaining("<ns>9999999999</ns>, not a number in range");
  }

  @Test
  void aStorageThatFailsIsNotBlamedOnTheDump() {
    InputStream failing =
        new InputStream() {
          private final InputStream start =
              new ByteArrayInputStream(dump(TWO).substring(0, 60).getBytes(UTF_8));

          @Override
          public int read() throws IOException {
            int next = start.read();
            if (next < 0) {
              throw new IOException("connection reset");
            }
            return next;
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
          }
        };
    assertThatThrownBy(new DumpReader(failing, "remote.xml", 1 << 26)::hasNext)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("remote.xml")
        .hasRootCauseMessage("connection reset");
  }

  @Test
  void closesTheStreamItWasGiven() throws IOException {
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(bzip2(dump(TWO).getBytes(UTF_8))) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    DumpReader reader = new DumpReader(in, "test.xml", 1 << 26);
    reader.next();
    reader.close();
    assertThat(closed[0]).isTrue();
  }

  /** A good first page, then one with these fields. */
  private static String dumpOf(String fields) {
    return dump(TWO.subList(0, 1)).replace("</mediawiki>", page(fields, "") + "</mediawiki>");
  }
}
