package org.rnnlm.prep.dump;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rnnlm.prep.dump.DumpFiles.bzip2;
import static org.rnnlm.prep.dump.DumpFiles.gzip;
import static org.rnnlm.prep.dump.DumpFiles.multistream;
import static org.rnnlm.prep.dump.DumpFiles.readSliced;
import static org.rnnlm.prep.dump.DumpFiles.stored;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rnnlm.prep.EnglishSample;

/** Pages of a real dump, cut at several sizes, against a serial read. */
class EnglishSampleSlicesTest {

  private static final long[] SIZES = {1 << 16, 200 << 10, 1 << 20, 0};

  private static byte[] sample;
  private static String xml;
  private static List<Page> serial;

  @BeforeAll
  static void readSample() throws IOException {
    sample = Files.readAllBytes(EnglishSample.file());
    xml =
        new String(
            new BZip2CompressorInputStream(new ByteArrayInputStream(sample), true).readAllBytes(),
            UTF_8);
    serial = EnglishSample.pages();
    assertThat(serial).hasSize(206);
  }

  private static void assertSerial(byte[] file) {
    for (long size : SIZES) {
      assertThat(readSliced(stored(file), size).equals(serial)).as("slices of %d", size).isTrue();
    }
  }

  @Test
  void asItIs() {
    assertSerial(sample);
  }

  @Test
  void multistreamOfAHundredPagesEach() {
    assertSerial(multistream(xml, 100));
  }

  @Test
  void multistreamOfOnePageEach() {
    assertSerial(multistream(xml, 1));
  }

  @Test
  void plain() {
    assertSerial(xml.getBytes(UTF_8));
  }

  @Test
  void gzipped() {
    assertSerial(gzip(xml.getBytes(UTF_8)));
  }

  @Test
  void inUtf16() {
    byte[] wide = ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + xml).getBytes(UTF_16);
    assertSerial(bzip2(wide));
  }

  @Test
  void inNumberedParts() {
    String[] pages = xml.split("(?=<page>)|(?=</mediawiki>)");
    String foot = pages[pages.length - 1];
    for (long size : SIZES) {
      List<Page> found = new ArrayList<>();
      for (int from = 1; from < pages.length - 1; from += 50) {
        StringBuilder part = new StringBuilder(pages[0]);
        for (int i = from; i < Math.min(from + 50, pages.length - 1); i++) {
          part.append(pages[i]);
        }
        found.addAll(readSliced(stored(bzip2((part + foot).getBytes(UTF_8))), size));
      }
      assertThat(found.equals(serial)).as("slices of %d", size).isTrue();
    }
  }
}
