package org.rnnlm.prep.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Small dumps for the tests, written independently of the reader. */
final class DumpFiles {

  private DumpFiles() {}

  static String dump(List<Page> pages) {
    return pages.stream()
        .map(
            p ->
                page(
                    "<title>%s</title><ns>%d</ns><id>%d</id>%s"
                        .formatted(
                            p.title(),
                            p.namespace(),
                            p.id(),
                            p.redirect() ? "<redirect title=\"X\" />" : ""),
                    escape(p.text())))
        .collect(
            Collectors.joining(
                "",
                "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.10/\"><siteinfo/>",
                "</mediawiki>\n"));
  }

  static String page(String fields, String escapedText) {
    return "<page>"
        + fields
        + "<revision><id>1</id><text xml:space=\"preserve\">"
        + escapedText
        + "</text></revision></page>";
  }

  /** Pages of random letters, which hardly compress, titled Noise 1, Noise 2 and so on. */
  static List<Page> noise(int pages, int charactersEach) {
    Random random = new Random(1);
    return IntStream.rangeClosed(1, pages)
        .mapToObj(
            i -> {
              StringBuilder text = new StringBuilder();
              random.ints(charactersEach, 'a', 'z' + 1).forEach(c -> text.append((char) c));
              return new Page(i, 0, "Noise " + i, false, text.toString());
            })
        .toList();
  }

  static byte[] bzip2(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(first);
    bytes.writeBytes(second);
    return bytes.toByteArray();
  }

  static InputStream repeated(String head, byte[] body, int times, String foot) {
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream(head.getBytes(UTF_8)));
    for (int i = 0; i < times; i++) {
      parts.add(new ByteArrayInputStream(body));
    }
    parts.add(new ByteArrayInputStream(foot.getBytes(UTF_8)));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  static DumpReader reader(byte[] file) {
    return new DumpReader(new ByteArrayInputStream(file), "test.xml");
  }

  static DumpReader reader(String file) {
    return reader(file.getBytes(UTF_8));
  }

  static List<Page> read(byte[] file) {
    try (DumpReader reader = reader(file)) {
      List<Page> pages = new ArrayList<>();
      reader.forEachRemaining(pages::add);
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Page> read(String file) {
    return read(file.getBytes(UTF_8));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
