package org.rnnlm.prep.dump;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * The blocks of a bzip2 file, one stream or many, from the first one that begins in a slice.
 *
 * <p>A block begins at any bit, with a mark that a block's data may hold too, if very rarely. The
 * slice's first block is the first mark from which a whole block can be decoded, its checksum right
 * and another mark behind it. From there on nothing is searched: a block must begin exactly where
 * the one before it ended, or the file is damaged. A slice also decodes the first block that is not
 * its own, so that a damaged block which a later slice passed over in its search is an error here.
 */
final class Bzip2Blocks implements Blocks {

  private static final int CHECKSUM_BITS = 32;
  private static final int STREAM_HEAD_BITS = 32;

  /** More than a block of 900,000 bytes takes compressed. */
  private static final long BLOCK_BITS = 8L << 21;

  private final StoredInput file;
  private final BitWindow window;
  private final long ownEnd; // bit
  private long place; // bit where the next block or the end of a stream is, or is searched from
  private boolean searching;
  private boolean own;
  private byte[] plain = new byte[1 << 20];
  private int length;

  Bzip2Blocks(StoredInput file, Slice slice) throws IOException {
    this.file = file;
    this.window = new BitWindow(file, slice.from());
    this.place = slice.from() * 8;
    this.ownEnd = slice.to() * 8;
    this.searching = slice.from() > 0;
    if (!searching) {
      readStreamHead();
    }
  }

  @Override
  public boolean advance() throws IOException {
    if (searching) {
      searching = false;
      return findFirst();
    }
    while (true) {
      window.forget(place);
      long mark = window.has(place, BitWindow.MARK_BITS) ? window.bits(place, 48) : -1;
      if (mark == BitWindow.BLOCK) {
        own = place < ownEnd;
        place = decode(place).orElseThrow(this::damaged);
        return true;
      }
      if (mark != BitWindow.STREAM_END) {
        throw window.has(place, BitWindow.MARK_BITS) ? damaged() : cutShort();
      }
      place += BitWindow.MARK_BITS + CHECKSUM_BITS;
      place = (place + 7) / 8 * 8;
      if (!window.has(place, 1)) {
        length = 0;
        return false;
      }
      readStreamHead();
    }
  }

  private boolean findFirst() throws IOException {
    for (long mark = window.find(place, ownEnd); mark >= 0; mark = window.find(mark + 1, ownEnd)) {
      window.forget(mark);
      if (window.bits(mark, BitWindow.MARK_BITS) == BitWindow.BLOCK) {
        Optional<Long> end = decode(mark);
        if (end.isPresent()) {
          own = true;
          place = end.get();
          return true;
        }
      }
    }
    length = 0;
    return false;
  }

  private void readStreamHead() throws IOException {
    if (!window.has(place, STREAM_HEAD_BITS)) {
      throw cutShort();
    }
    long head = window.bits(place, STREAM_HEAD_BITS);
    long level = head & 0xff;
    if (head >>> 8 != ('B' << 16 | 'Z' << 8 | 'h') || level < '1' || level > '9') {
      throw damaged();
    }
    place += STREAM_HEAD_BITS;
  }

  /** Decodes the block at a mark; the bit behind it, or nothing where there is no whole block. */
  private Optional<Long> decode(long start) throws IOException {
    long latest = start + BLOCK_BITS;
    long first = start + BitWindow.MARK_BITS + CHECKSUM_BITS;
    for (long end = window.find(first, latest); end >= 0; end = window.find(end + 1, latest)) {
      if (decode(start, end)) {
        return Optional.of(end);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether exactly these bits are a block: the library reads them as a stream of one block, and
   * checks its checksum and that the stream's end follows.
   */
  private boolean decode(long start, long end) {
    byte[] stream = streamOf(start, end);
    length = 0;
    try (InputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(stream))) {
      for (int count = in.read(plain, 0, plain.length);
          count >= 0;
          count = in.read(plain, length, plain.length - length)) {
        length += count;
        if (length == plain.length) {
          plain = Arrays.copyOf(plain, length * 2);
        }
      }
      return true;
    } catch (IOException | RuntimeException e) {
      return false; // the library meets damaged data with any of these
    }
  }

  /** A head, the bits, and an end whose checksum over all blocks is that of the only one. */
  private byte[] streamOf(long start, long end) {
    int bits = (int) (end - start);
    BitWriter out = new BitWriter(bits / 8 + 32);
    out.put(0x425a6839L, STREAM_HEAD_BITS); // BZh9
    for (int done = 0; done < bits; done += MOST_BITS) {
      int count = Math.min(MOST_BITS, bits - done);
      out.put(window.bits(start + done, count), count);
    }
    out.put(BitWindow.STREAM_END, BitWindow.MARK_BITS);
    out.put(window.bits(start + BitWindow.MARK_BITS, CHECKSUM_BITS), CHECKSUM_BITS);
    return out.bytes();
  }

  private static final int MOST_BITS = 48;

  private MalformedDumpException damaged() {
    return problem("the compressed data are wrong", MalformedDumpException.DAMAGED);
  }

  private MalformedDumpException cutShort() {
    return problem("the compressed data end too early", MalformedDumpException.CUT_SHORT);
  }

  private MalformedDumpException problem(String what, String advice) {
    return new MalformedDumpException(
        "%s: %s, at byte %d of the file; %s".formatted(file.name(), what, place / 8, advice), null);
  }

  @Override
  public byte[] bytes() {
    return plain;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean own() {
    return own;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
