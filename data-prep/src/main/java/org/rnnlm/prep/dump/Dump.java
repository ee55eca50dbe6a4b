package org.rnnlm.prep.dump;

import java.io.IOException;
import java.util.List;

/**
 * One MediaWiki XML dump: a stored file, bzip2 (one stream or many), gzip, zstd, 7z or plain, told
 * by its first bytes, in any encoding that its XML declares or its byte order mark gives.
 *
 * @param file where it lies
 * @param pageCharacters the longest text a page may have, in UTF-16 code units; a longer one is not
 *     kept in memory, and its page is {@link Page#tooLarge}
 */
public record Dump(StoredInput file, int pageCharacters) {

  /**
   * Reads what stands before the first page.
   *
   * @throws MalformedDumpException if the file is no dump
   */
  public DumpHead head() throws IOException {
    try (DumpReader reader = whole()) {
      return reader.head(Compression.of(file));
    }
  }

  /**
   * Slices of about a size whose pages are all pages; one where the file cannot be cut or the size
   * is 0.
   */
  public List<Slice> slices(DumpHead head, long sliceBytes) {
    long size = head.sliceable() && sliceBytes > 0 ? sliceBytes : Math.max(1, file.bytes());
    return Slice.of(file.bytes(), size);
  }

  /** Returns the pages of a slice, one of {@link #slices}. */
  public PageReader pages(DumpHead head, Slice slice) throws IOException {
    boolean whole = slice.from() == 0 && slice.to() == file.bytes();
    return whole ? whole() : new SliceReader(file, slice, head, pageCharacters);
  }

  private DumpReader whole() throws IOException {
    return new DumpReader(
        Compression.of(file) == Compression.SEVEN_ZIP ? SevenZip.open(file) : file.open(0),
        file.name(),
        pageCharacters);
  }
}
