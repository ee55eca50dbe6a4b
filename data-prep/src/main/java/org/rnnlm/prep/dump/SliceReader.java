package org.rnnlm.prep.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.rnnlm.text.Text;

/**
 * The own pages of one {@link Slice} of a dump. The readers of all slices of a file together give
 * every page once, and between them prove that the whole file is in order.
 */
final class SliceReader extends ReadingAhead {

  private final StoredInput file;
  private final Slice slice;
  private final DumpHead head;
  private final int pageCharacters;
  private SliceStream pages;

  /**
   * @param head of the same file; it must be {@link DumpHead#sliceable}
   * @param pageCharacters as {@link Dump} says
   */
  SliceReader(StoredInput file, Slice slice, DumpHead head, int pageCharacters) {
    super(file.name(), "before the slice's first page");
    this.file = file;
    this.slice = slice;
    this.head = head;
    this.pageCharacters = pageCharacters;
  }

  @Override
  public long decompressionNanos() {
    return pages == null ? 0 : pages.blockNanos();
  }

  @Override
  public void close() throws IOException {
    if (pages != null) {
      pages.close();
    }
  }

  @Override
  RuntimeException explained(Exception e) {
    if (e instanceof RuntimeException bug) {
      return bug;
    }
    if (pages == null || pages.failure().isPresent()) {
      return new UncheckedIOException(
          file.name() + ": cannot be read",
          pages == null ? (IOException) e : pages.failure().get());
    }
    String problem = "this is not well-formed XML (" + PageParser.reason(e) + ")";
    return malformed(problem, MalformedDumpException.DAMAGED, e);
  }

  /** The parser gets a whole document: the own pages between tags of our own. */
  @Override
  PageParser open() throws IOException, XMLStreamException {
    pages = new SliceStream(blocks(), file.name());
    InputStream document =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    ascii("<?xml version=\"1.0\" encoding=\"" + head.encoding() + "\"?>"),
                    ascii("<mediawiki>"),
                    pages,
                    ascii("</mediawiki>"))));
    return new PageParser(document, pageCharacters);
  }

  private Blocks blocks() throws IOException {
    return switch (head.compression()) {
      case BZIP2 -> Bzip2Blocks.of(file, slice);
      case NONE -> new PlainBlocks(file, slice);
      case GZIP, ZSTD, SEVEN_ZIP ->
          throw new IllegalArgumentException(head.compression() + " cannot be cut");
    };
  }

  private static InputStream ascii(String text) {
    return new ByteArrayInputStream(text.getBytes(US_ASCII));
  }

  @Override
  MalformedDumpException malformed(String problem, String advice, Exception cause) {
    return new MalformedDumpException(
        Text.format(
            "%s: %s, among the pages that begin between bytes %d and %d of the file, %s; %s",
            file.name(), problem, slice.from(), slice.to(), lastPage(), advice),
        cause);
  }
}
