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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.rnnlm.text.Text;

/** Small dumps for the tests, written independently of the reader. */
final class DumpFiles {

  private DumpFiles() {}

  static String dump(List<Page> pages) {
    return pages.stream()
        .map(
            p ->
                page(
                    Text.format(
                        "<title>%s</title><ns>%d</ns><id>%d</id>%s",
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
              return new Page(i, 0, "Noise " + i, false, false, text.toString());
            })
        .toList();
  }

  static byte[] bzip2(byte[] plain) {
    return bzip2(plain, 9);
  }

  /**
   * @param level a block holds so many times 100,000 bytes
   */
  static byte[] bzip2(byte[] plain, int level) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(bytes, level)) {
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

  /** What Wikipedia calls multistream: head, pages and foot in bzip2 streams of their own. */
  static byte[] multistream(String dump, int pagesEach) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String[] parts = dump.split("(?=<page>)|(?=</mediawiki>)");
    bytes.writeBytes(bzip2(parts[0].getBytes(UTF_8)));
    for (int i = 1; i < parts.length - 1; i += pagesEach) {
      String pages =
          String.join(
              "", Arrays.asList(parts).subList(i, Math.min(i + pagesEach, parts.length - 1)));
      bytes.writeBytes(bzip2(pages.getBytes(UTF_8)));
    }
    bytes.writeBytes(bzip2(parts[parts.length - 1].getBytes(UTF_8)));
    return bytes.toByteArray();
  }

  static byte[] sevenZip(byte[] plain) {
    try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
      try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName("dump.xml");
        out.putArchiveEntry(entry);
        out.write(plain);
        out.closeArchiveEntry();
      }
      return Arrays.copyOf(channel.array(), (int) channel.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Dump stored(byte[] file) {
    return new Dump(new Bytes(file), 1 << 26);
  }

  /** All pages of all slices, in their order. */
  static List<Page> readSliced(Dump dump, long sliceBytes) {
    try {
      DumpHead head = dump.head();
      List<Page> pages = new ArrayList<>();
      for (Slice slice : dump.slices(head, sliceBytes)) {
        try (PageReader reader = dump.pages(head, slice)) {
          reader.forEachRemaining(pages::add);
        }
      }
      return pages;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Bytes(byte[] content) implements StoredInput {
    @Override
    public String name() {
      return "test.xml";
    }

    @Override
    public long bytes() {
      return content.length;
    }

    @Override
    public InputStream open(long position) {
      int from = (int) position;
      return new ByteArrayInputStream(content, from, content.length - from);
    }
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
    return new DumpReader(new ByteArrayInputStream(file), "test.xml", 1 << 26);
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
