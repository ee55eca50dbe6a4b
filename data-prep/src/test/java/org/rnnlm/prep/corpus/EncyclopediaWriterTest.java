package org.rnnlm.prep.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class EncyclopediaWriterTest {
  private static final CorpusSpec ONE_STREAM = new CorpusSpec(60, 7, Topic.EVERYTHING, 0);
  private static final CorpusSpec STREAMS_OF_FOUR = new CorpusSpec(60, 7, Topic.EVERYTHING, 4);

  @Test
  void everyArticleOfTheFloorIsInTheDumpWithItsText() throws Exception {
    Written written = Written.of(ONE_STREAM);
    FloorTable floor = written.floorTable();
    List<Long> ids = new ArrayList<>();
    for (Element page : written.pages()) {
      if (text(page, "ns").equals("0") && page.getElementsByTagName("redirect").getLength() == 0) {
        long id = Long.parseLong(text(page, "id"));
        ids.add(id);
        assertThat(Stripped.text(text(page, "text"))).hasSize(floor.entries().get(id).characters());
      }
    }

    assertThat(ids).hasSize(60).containsExactlyElementsOf(floor.entries().keySet());
  }

  @Test
  void theFloorKeepsEveryDigitOfTheLogProbabilities() throws Exception {
    FloorTable floor = Written.of(ONE_STREAM).floorTable();
    Encyclopedia encyclopedia = new Encyclopedia(7, Topic.EVERYTHING);
    for (long index = 0; index < 60; index++) {
      ArticleText article = encyclopedia.article(index);

      assertThat(floor.entries())
          .containsEntry(
              article.id(), new FloorTable.Entry(article.characters(), article.logProbability()));
    }
  }

  @Test
  void pageIdsRiseAndHaveGaps() throws Exception {
    List<Long> ids = new ArrayList<>();
    for (Element page : Written.of(ONE_STREAM).pages()) {
      ids.add(Long.parseLong(text(page, "id")));
    }

    assertThat(ids).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(60);
    assertThat(ids.get(ids.size() - 1) - ids.get(0)).isGreaterThan(ids.size());
  }

  @Test
  void redirectsAndPagesOfOtherNamespacesStandBetweenTheArticles() throws Exception {
    List<Element> pages = Written.of(new CorpusSpec(200, 7, Topic.EVERYTHING, 0)).pages();

    assertThat(pages).extracting(page -> text(page, "ns")).contains("0", "1", "2", "10", "14");
    assertThat(pages)
        .filteredOn(page -> page.getElementsByTagName("redirect").getLength() > 0)
        .isNotEmpty()
        .allSatisfy(
            page -> {
              String target =
                  ((Element) page.getElementsByTagName("redirect").item(0)).getAttribute("title");
              assertThat(text(page, "text")).startsWith("#REDIRECT [[" + target + "]]");
            });
  }

  @Test
  void aMultistreamDumpHoldsTheSamePages() throws Exception {
    Written streams = Written.of(STREAMS_OF_FOUR);
    Written one = Written.of(ONE_STREAM);

    assertThat(streams.xml()).isEqualTo(one.xml());
    assertThat(streams.floor()).isEqualTo(one.floor());
  }

  @Test
  void aStreamHoldsAsManyPagesAsAskedFor() throws Exception {
    Written written = Written.of(STREAMS_OF_FOUR);
    List<String> streams = written.streams();
    int pageStreams = (written.pages().size() + 3) / 4;

    assertThat(streams).hasSize(1 + pageStreams + 1);
    assertThat(streams.get(0)).startsWith("<mediawiki ").endsWith("</siteinfo>\n");
    assertThat(streams.subList(1, pageStreams))
        .allSatisfy(stream -> assertThat(stream.split("<page>", -1)).hasSize(5))
        .allSatisfy(stream -> assertThat(stream).endsWith("  </page>\n"));
    assertThat(streams.get(1 + pageStreams)).isEqualTo("</mediawiki>\n");
  }

  @Test
  void aSingleStreamIsOneStream() throws Exception {
    assertThat(Written.of(ONE_STREAM).streams()).hasSize(1);
  }

  @Test
  void theSameSpecGivesTheSameBytesInEveryLocale() throws Exception {
    Written expected = Written.of(STREAMS_OF_FOUR);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      Written written = Written.of(STREAMS_OF_FOUR);

      assertThat(written.dump()).isEqualTo(expected.dump());
      assertThat(written.floor()).isEqualTo(expected.floor());
    } finally {
      Locale.setDefault(before);
    }
  }

  /** A new fingerprint means another corpus: results measured on the old one no longer compare. */
  @Test
  void theCorpusOfASeedNeverChanges() throws Exception {
    Written written = Written.of(ONE_STREAM);

    assertThat(sha256(written.xml().getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("e5e5b6c1b871d21ed9af84f5bc2b9c5b56cc39d7852892eacd2ed0cd0b42406a");
    assertThat(sha256(written.floor()))
        .isEqualTo("d0c98eb3ce33354439e5825d2a1800823ef4e44af6cbfaf1226f20c1afcad14a");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static String text(Element page, String name) {
    return page.getElementsByTagName(name).item(0).getTextContent();
  }

  private record Written(byte[] dump, byte[] floor) {
    static Written of(CorpusSpec spec) throws IOException {
      ByteArrayOutputStream dump = new ByteArrayOutputStream();
      ByteArrayOutputStream floor = new ByteArrayOutputStream();
      EncyclopediaWriter.write(spec, dump, floor);
      return new Written(dump.toByteArray(), floor.toByteArray());
    }

    FloorTable floorTable() throws IOException {
      return FloorTable.read("floor.tsv", new ByteArrayInputStream(floor));
    }

    String xml() throws IOException {
      return String.join("", streams());
    }

    /** The bz2 streams one by one: a decompressor for one leaves the input at the next. */
    List<String> streams() throws IOException {
      ByteArrayInputStream in = new ByteArrayInputStream(dump);
      List<String> streams = new ArrayList<>();
      while (in.available() > 0) {
        streams.add(
            new String(
                new BZip2CompressorInputStream(in, false).readAllBytes(), StandardCharsets.UTF_8));
      }
      return streams;
    }

    List<Element> pages() throws Exception {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml().getBytes(StandardCharsets.UTF_8)));
      NodeList nodes = document.getElementsByTagName("page");
      List<Element> pages = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        pages.add((Element) nodes.item(i));
      }
      return pages;
    }
  }
}
