package org.rnnlm.prep.dump;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rnnlm.prep.dump.DumpFiles.bzip2;
import static org.rnnlm.prep.dump.DumpFiles.dump;
import static org.rnnlm.prep.dump.DumpFiles.gzip;
import static org.rnnlm.prep.dump.DumpFiles.join;
import static org.rnnlm.prep.dump.DumpFiles.multistream;
import static org.rnnlm.prep.dump.DumpFiles.noise;
import static org.rnnlm.prep.dump.DumpFiles.read;
import static org.rnnlm.prep.dump.DumpFiles.readSliced;
import static org.rnnlm.prep.dump.DumpFiles.sevenZip;
import static org.rnnlm.prep.dump.DumpFiles.stored;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every page once, however a dump is compressed and cut. */
class SlicesTest {

  /** From 0 to 40,000 characters, so that slices begin in the middle of most of them. */
  private static List<Page> uneven() {
    Random random = new Random(5);
    return noise(60, 1).stream()
        .map(
            page ->
                new Page(
                    page.id(),
                    0,
                    page.title(),
                    page.id() % 7 == 0,
                    false,
                    random
                        .ints(random.nextInt(40_000), ' ', 'z' + 1)
                        .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                        .toString()))
        .toList();
  }

  private static void assertSlices(byte[] file, List<Page> pages, long... sizes) {
    assertThat(read(file)).isEqualTo(pages);
    for (long size : sizes) {
      assertThat(readSliced(stored(file), size)).as("slices of %d bytes", size).isEqualTo(pages);
    }
  }

  @Test
  void plainXmlCutAtEveryByte() {
    List<Page> pages =
        List.of(
            new Page(1, 0, "Ä", false, false, "<page>\n <mediawiki> & é𝔸"),
            new Page(2, 0, "B", true, false, ""),
            new Page(3, 4, "C", false, false, "</page><page>"));
    byte[] file = dump(pages).getBytes(UTF_8);
    assertSlices(file, pages, IntStream.rangeClosed(1, file.length + 1).asLongStream().toArray());
    byte[] marked = join("\ufeff".getBytes(UTF_8), file);
    assertSlices(marked, pages, IntStream.rangeClosed(1, 60).asLongStream().toArray());
  }

  @Test
  void plainXmlCutInPages() {
    List<Page> pages = uneven();
    assertSlices(dump(pages).getBytes(UTF_8), pages, 100, 1_000, 65_536, 70_001, 1 << 20, 1 << 24);
  }

  @Test
  void oneBzip2StreamCutInBlocks() {
    List<Page> pages = uneven();
    byte[] small = bzip2(dump(pages).getBytes(UTF_8), 1);
    assertSlices(small, pages, 10_000, 65_536, 100_003, 200_000, 1 << 20);
    assertSlices(bzip2(dump(pages).getBytes(UTF_8)), pages, 65_536, 200_000, 1 << 20);
  }

  @Test
  void manyBzip2StreamsWithOnePageEachOrTen() {
    List<Page> pages = uneven();
    assertSlices(multistream(dump(pages), 1), pages, 3_000, 65_536, 200_000);
    assertSlices(multistream(dump(pages), 10), pages, 3_000, 65_536, 200_000);
  }

  @Test
  void whatHasNoPlacesToBeginAtIsReadWhole() throws IOException {
    List<Page> pages = uneven();
    String xml = dump(pages);
    byte[] wide = ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + xml).getBytes(UTF_16);
    for (byte[] file :
        List.of(gzip(xml.getBytes(UTF_8)), sevenZip(xml.getBytes(UTF_8)), wide, bzip2(wide))) {
      Dump dump = stored(file);
      assertThat(dump.slices(dump.head(), 65_536)).hasSize(1);
      assertThat(readSliced(dump, 65_536)).isEqualTo(pages);
    }
  }

  @Test
  void slicesAreInTheEncodingOfTheDump() {
    List<Page> pages =
        Stream.of("é", "ü", "ß")
            .map(text -> new Page(text.charAt(0), 0, text, false, false, text.repeat(300)))
            .toList();
    String xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + dump(pages);
    assertSlices(xml.getBytes(ISO_8859_1), pages, 20, 100, 500);
    assertSlices(bzip2(xml.getBytes(ISO_8859_1)), pages, 20, 100, 500);
  }

  @Test
  void aDamagedBlockIsNeverPassedOver() {
    byte[] file = bzip2(dump(uneven()).getBytes(UTF_8), 1);
    Random random = new Random(3);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = file.clone();
      damaged[10 + random.nextInt(file.length - 14)] ^= (byte) (1 << random.nextInt(8));
      assertThatExceptionOfType(MalformedDumpException.class)
          .isThrownBy(() -> readSliced(stored(damaged), 65_536))
          .withMessageContaining("test.xml");
    }
  }

  @Test
  void aFileCutShortIsNeverTakenForAWholeOne() {
    String xml = dump(uneven());
    Random random = new Random(4);
    for (byte[] file :
        List.of(xml.strip().getBytes(UTF_8), bzip2(xml.getBytes(UTF_8), 1), multistream(xml, 10))) {
      for (int i = 0; i < 20; i++) {
        byte[] cut = Arrays.copyOf(file, file.length - 1 - random.nextInt(file.length / 2));
        assertThatExceptionOfType(MalformedDumpException.class)
            .isThrownBy(() -> readSliced(stored(cut), 65_536))
            .withMessageContaining("test.xml");
      }
    }
  }

  @Test
  void whatCouldHideAPageIsRefused() {
    String xml = dump(uneven());
    for (String hiding : List.of("<!-- <page> -->", "<![CDATA[<page>]]>", "<?x <page> ?>")) {
      String file = xml.replaceFirst("<page>(?=<title>Noise 30<)", "$0<x>" + hiding + "</x>");
      assertThatExceptionOfType(MalformedDumpException.class)
          .isThrownBy(() -> readSliced(stored(file.getBytes(UTF_8)), 65_536))
          .withMessageContaining("prepare.split-bytes to 0");
      assertThat(readSliced(stored(file.getBytes(UTF_8)), 0)).hasSize(60);
    }
  }

  @Test
  void twoDumpsInOneFileAreRefused() {
    byte[] xml = dump(uneven()).getBytes(UTF_8);
    for (byte[] file : List.of(join(xml, xml), join(bzip2(xml), bzip2(xml)))) {
      assertThatExceptionOfType(MalformedDumpException.class)
          .isThrownBy(() -> readSliced(stored(file), 65_536))
          .withMessageContaining("behind the end of the dump");
    }
  }

  @Test
  void aPageOverTheLimitKeepsItsPlaceWithoutItsText() throws IOException {
    List<Page> pages = new ArrayList<>(noise(3, 5_000));
    pages.set(1, new Page(2, 0, "Noise 2", false, false, "x".repeat(300_000)));
    byte[] file = dump(pages).getBytes(UTF_8);
    Dump limited = new Dump(stored(file).file(), 299_999);
    for (long size : new long[] {0, 65_536}) {
      List<Page> found = readSliced(limited, size);
      assertThat(found).extracting(Page::id).containsExactly(1L, 2L, 3L);
      assertThat(found).extracting(Page::tooLarge).containsExactly(false, true, false);
      assertThat(found.get(1).text()).isEmpty();
      assertThat(readSliced(stored(file), size)).isEqualTo(pages);
    }
  }

  @Test
  void theHeadTellsTheNamespacesAndTheLanguageOfTheWiki() throws IOException {
    String names =
        "<namespaces><namespace key=\"0\" case=\"first-letter\" />"
            + "<namespace key=\"6\">Skrá</namespace><namespace key=\"14\">Flokkur</namespace>"
            + "</namespaces>";
    String xml = dump(noise(1, 5)).replace("<siteinfo/>", "<siteinfo>" + names + "</siteinfo>");
    DumpHead head = stored(bzip2(xml.getBytes(UTF_8))).head();
    assertThat(head.fileNamespaces()).containsExactly("skrá");
    assertThat(head.categoryNamespaces()).containsExactly("flokkur");
    assertThat(head.encoding()).isEqualTo("UTF-8");
    assertThat(head.language()).isEmpty();
    assertThat(head.wiki()).isEmpty();
    String named =
        "<dbname>iswiki</dbname><base>https://is.wikipedia.org/wiki/Fors%C3%AD%C3%B0a</base>";
    String own = xml.replace("<siteinfo>", "<siteinfo>" + named);
    assertThat(stored(own.getBytes(UTF_8)).head().wiki())
        .isEqualTo("iswiki //is.wikipedia.org/wiki");
    String icelandic = xml.replace("<mediawiki ", "<mediawiki xml:lang=\"is\" ");
    assertThat(stored(bzip2(icelandic.getBytes(UTF_8))).head().language()).isEqualTo("is");
  }
}
