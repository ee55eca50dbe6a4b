package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.xml.stream.XMLStreamException;
import org.rnnlm.text.Text;

/**
 * The pages of a whole dump, read from its beginning to its end. A dump without pages is not an
 * error.
 */
public final class DumpReader extends ReadingAhead {

  private static final String CUT_SHORT = MalformedDumpException.CUT_SHORT;
  private static final String DAMAGED = MalformedDumpException.DAMAGED;

  private final String name;
  private final int pageCharacters;
  private final SourceStream file;
  private InputStream decompressed;
  private SourceStream plain;

  /**
   * @param name what messages call the dump, best its path
   * @param pageCharacters as {@link Dump} says
   */
  public DumpReader(InputStream in, String name, int pageCharacters) {
    super(name, "before the first page");
    this.file = new SourceStream(in);
    this.name = name;
    this.pageCharacters = pageCharacters;
  }

  /**
   * Returns what stands before the first page; only before any page is read.
   *
   * @param stored how the file is compressed
   */
  DumpHead head(Compression stored) {
    return parsed(parser -> parser.head(stored));
  }

  @Override
  public long decompressionNanos() {
    return plain == null ? 0 : plain.nanos();
  }

  @Override
  public void close() throws IOException {
    if (plain != null) {
      plain.close();
    }
    file.close();
  }

  @Override
  PageParser open() throws IOException, XMLStreamException {
    Compression compression = Compression.of(file);
    decompressed = compression.open(file);
    plain = new SourceStream(decompressed);
    return new PageParser(plain, pageCharacters);
  }

  /** Tells the causes apart, the deepest first: the storage, the compressed data, the XML. */
  @Override
  RuntimeException explained(Exception e) {
    long position = position();
    readOn();
    if (file.failure().isPresent()) {
      return new UncheckedIOException(name + ": cannot be read", file.failure().get());
    }
    if (file.ended() && file.position() == 0) {
      return malformed("the file is empty (0 bytes)", "download it again", e);
    }
    if (plain == null || plain.failure().isPresent()) {
      return compressedDataProblem(e);
    }
    return xmlProblem(position, e);
  }

  /**
   * Bad XML may come from damaged compressed data, whose checksum stands behind a block of up to
   * 900 kB: reading that far makes the stream remember its failure.
   */
  private void readOn() {
    byte[] skipped = new byte[1 << 16];
    try {
      for (int i = 0; i < 32 && plain != null && plain.read(skipped) >= 0; i++) {}
    } catch (IOException e) {
      // remembered by the stream
    }
  }

  private RuntimeException compressedDataProblem(Exception e) {
    Exception cause = plain == null ? e : plain.failure().get();
    if (cause instanceof CompressedDataException found) {
      return malformed(found.position(), found.getMessage(), found.advice(), cause);
    }
    if (file.ended()) {
      return malformed("the compressed data end too early", CUT_SHORT, cause);
    }
    return malformed("the compressed data are wrong (" + cause.getMessage() + ")", DAMAGED, cause);
  }

  private RuntimeException xmlProblem(long position, Exception e) {
    if (!parser().map(PageParser::insideDump).orElse(false)) {
      return malformed(
          position,
          "this is no MediaWiki dump (" + PageParser.reason(e) + ")",
          PageParser.GIVE_A_DUMP,
          e);
    }
    if (plain.ended() && !plain.tail().strip().endsWith("</mediawiki>")) {
      return malformed(position, "the XML ends too early", CUT_SHORT, e);
    }
    String problem = "this is not well-formed XML (" + PageParser.reason(e) + ")";
    return malformed(position, problem, DAMAGED, e);
  }

  /** Returns the byte of the file that reading has come to; some decoders read ahead of it. */
  private long position() {
    return decompressed instanceof Bzip2Stream stream ? stream.position() : file.position();
  }

  @Override
  MalformedDumpException malformed(String problem, String advice, Exception cause) {
    return malformed(position(), problem, advice, cause);
  }

  private MalformedDumpException malformed(
      long position, String problem, String advice, Exception cause) {
    String place = parser().map(parser -> ", " + parser.place() + " of the XML").orElse("");
    String message =
        Text.format(
            "%s: %s, at byte %d of the file%s, %s; %s",
            name, problem, position, place, lastPage(), advice);
    return new MalformedDumpException(message, cause);
  }
}
